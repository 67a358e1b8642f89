using CrmGraph.Domain.Leads.Scoring;

namespace CrmGraph.Domain.Leads;

public sealed partial class Lead
{
    /// <summary>How promising the lead is; higher is better, 0 until it is scored.</summary>
    public int Score { get; private set; }

    /// <summary>How well the lead fits, from A (best) to D.</summary>
    public LeadGrade Grade { get; private set; } = LeadGrade.D;

    /// <summary>True once the score has reached the model's threshold.</summary>
    public bool IsSalesReady { get; private set; }

    /// <summary>The moment whose state gave the score; null until it is scored.</summary>
    public DateTimeOffset? ScoredAt { get; private set; }

    /// <summary>The version of the scoring model that gave the score; null until it is scored.</summary>
    public int? ScoringVersion { get; private set; }

    /// <summary>
    /// Keeps the result of scoring. A score is derived: it does not count as a change by somebody, so that UpdatedAt stays. Reaching the
    /// threshold is told once, and again only after the score has been below it.
    /// </summary>
    /// <param name="result">What the model made of the lead.</param>
    /// <param name="modelVersion">The version of the model.</param>
    /// <param name="now">The moment for which it was evaluated.</param>
    public void Rate(LeadScore result, int modelVersion, DateTimeOffset now)
    {
        RequireAlive();
        var (previous, wasReady) = (Score, IsSalesReady);
        var differs = result.Score != Score || result.Grade != Grade;
        (Score, Grade, IsSalesReady, ScoredAt, ScoringVersion) = (result.Score, Guard.Defined(result.Grade, "grade"), result.IsSalesReady, now, modelVersion);
        if (differs) Raise(new LeadScored(Id, previous, Score, Grade, OwnerId, TeamId, now));
        if (IsSalesReady && !wasReady) Raise(new LeadBecameSalesReady(Id, Score, OwnerId, TeamId, now));
    }
}
