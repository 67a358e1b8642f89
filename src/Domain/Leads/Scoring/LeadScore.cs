namespace CrmGraph.Domain.Leads.Scoring;

/// <summary>What a scoring model makes of a lead.</summary>
/// <param name="Score">The score, from 0 to the model's maximum; exactly the sum of the points of all contributions.</param>
/// <param name="Grade">The grade that the score falls into.</param>
/// <param name="IsSalesReady">Whether the score has reached the threshold.</param>
/// <param name="Contributions">What added to or took from the score; nothing that counted 0 points.</param>
public sealed record LeadScore(int Score, LeadGrade Grade, bool IsSalesReady, IReadOnlyList<ScoreContribution> Contributions);

/// <summary>A rule that added to or took from a score.</summary>
/// <param name="Rule">The rule's name; <c>maximum</c> and <c>minimum</c> where the score was held within its bounds.</param>
/// <param name="Points">How many points; negative if it took some.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">For behaviour the time of the latest one that counted, else the moment of scoring.</param>
public sealed record ScoreContribution(string Rule, int Points, string Reason, DateTimeOffset At);

/// <summary>What scoring reads of a lead.</summary>
/// <param name="Details">What people entered.</param>
/// <param name="SourceKey">The key of the lead source.</param>
/// <param name="Channel">The channel of the lead source.</param>
public sealed record ScoredProfile(LeadDetails Details, string SourceKey, string? Channel);

/// <summary>What scoring reads of a behaviour.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="At">When it happened.</param>
public readonly record struct ScoredBehaviour(string Kind, DateTimeOffset At);
