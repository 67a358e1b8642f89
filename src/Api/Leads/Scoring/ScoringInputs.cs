using CrmGraph.Domain.Leads.Scoring;

namespace CrmGraph.Api.Leads.Scoring;

/// <summary>The next version of the scoring model.</summary>
/// <param name="Version">The version that the caller has read; if another one is in force, saving is refused with CONFLICT.</param>
/// <param name="MaxScore">The largest score, from 1 to 10,000.</param>
/// <param name="GradeA">The smallest score of grade A.</param>
/// <param name="GradeB">The smallest score of grade B, less than that of A.</param>
/// <param name="GradeC">The smallest score of grade C, less than that of B.</param>
/// <param name="SalesReady">The smallest score of a lead that is ready for sales.</param>
/// <param name="ProfileRules">Rules about who a lead is; all that match count.</param>
/// <param name="BehaviourRules">Rules about what a lead does, one per kind.</param>
internal sealed record SaveScoringModelInput(
    int? Version,
    int MaxScore,
    int GradeA,
    int GradeB,
    int GradeC,
    int SalesReady,
    IReadOnlyList<ScoringProfileRuleInput> ProfileRules,
    IReadOnlyList<ScoringBehaviourRuleInput> BehaviourRules)
{
    internal ScoringDefinition ToDefinition() => new(
        MaxScore, GradeA, GradeB, GradeC, SalesReady, [.. ProfileRules.Select(r => r.ToRule())], [.. BehaviourRules.Select(r => r.ToRule())]);
}

/// <summary>A rule about who a lead is.</summary>
/// <param name="Name">The name that the breakdown of a score shows; unique in the model.</param>
/// <param name="Field">What it looks at.</param>
/// <param name="Values">The values that match; not for EMPLOYEES and COMPLETENESS.</param>
/// <param name="Min">For EMPLOYEES the smallest number that matches.</param>
/// <param name="Max">For EMPLOYEES the largest number that matches.</param>
/// <param name="Points">Points from −1,000 to 1,000.</param>
internal sealed record ScoringProfileRuleInput(string Name, ScoringField Field, IReadOnlyList<string>? Values, int? Min, int? Max, int Points)
{
    internal ScoringProfileRule ToRule() => new(Name, Field, Values ?? [], Min, Max, Points);
}

/// <summary>A rule about what a lead does.</summary>
/// <param name="Kind">The kind of behaviour, e.g. page_visit; compared in any case and spelling.</param>
/// <param name="Points">Points of one fresh behaviour, from −1,000 to 1,000.</param>
/// <param name="Cap">How many points all behaviours of the kind can give (or take) together; no limit if absent.</param>
/// <param name="Decay">How a behaviour counts less as it ages.</param>
/// <param name="DecayDays">The days of the decay, from 1 to 3,650; not for NONE.</param>
internal sealed record ScoringBehaviourRuleInput(string Kind, int Points, int? Cap, ScoringDecay Decay = ScoringDecay.None, int? DecayDays = null)
{
    internal ScoringBehaviourRule ToRule() => new(Kind, Points, Cap, Decay, DecayDays);
}

/// <summary>Scores leads again, so that what they did long ago counts less.</summary>
/// <param name="ScoredBefore">Leads that were scored at this moment or later are left alone; now if absent.</param>
internal sealed record RescoreLeadsInput(DateTimeOffset? ScoredBefore);

/// <summary>What scoring again has done.</summary>
internal sealed class RescoreLeadsPayload
{
    /// <summary>How many leads were scored again.</summary>
    public int Rescored { get; init; }

    /// <summary>Whether all were; if not, the server goes on by itself.</summary>
    public bool IsComplete { get; init; }
}
