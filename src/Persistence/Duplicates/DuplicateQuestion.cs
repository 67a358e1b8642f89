using CrmGraph.Domain.Duplicates;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>A record, entered or not, whose duplicates are sought.</summary>
/// <param name="RecordId">The record itself, which is not its own duplicate; the id that it is to have if it is not there yet.</param>
/// <param name="Keys">Its match keys.</param>
public sealed record DuplicateQuestion(Guid RecordId, IReadOnlyList<MatchKey> Keys);
