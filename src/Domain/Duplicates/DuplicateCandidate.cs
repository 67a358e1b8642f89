namespace CrmGraph.Domain.Duplicates;

/// <summary>A record that is probably the same customer.</summary>
/// <param name="Entity">What it is.</param>
/// <param name="RecordId">Which one.</param>
/// <param name="Similarity">How sure that is, from 0 to 1.</param>
/// <param name="MatchedOn">What speaks for it, the strongest first, e.g. email or company.</param>
public sealed record DuplicateCandidate(MatchedEntity Entity, Guid RecordId, double Similarity, IReadOnlyList<string> MatchedOn);
