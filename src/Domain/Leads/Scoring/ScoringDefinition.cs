using System.Globalization;

namespace CrmGraph.Domain.Leads.Scoring;

/// <summary>The rules of a scoring model, as data.</summary>
/// <param name="MaxScore">The largest score, from 1 to 10,000.</param>
/// <param name="GradeA">The smallest score of grade A.</param>
/// <param name="GradeB">The smallest score of grade B, less than that of A.</param>
/// <param name="GradeC">The smallest score of grade C, less than that of B.</param>
/// <param name="SalesReady">The smallest score of a lead that is ready for sales.</param>
/// <param name="ProfileRules">Rules about who a lead is; all that match count.</param>
/// <param name="BehaviourRules">Rules about what a lead does, one per kind.</param>
public sealed record ScoringDefinition(
    int MaxScore,
    int GradeA,
    int GradeB,
    int GradeC,
    int SalesReady,
    IReadOnlyList<ScoringProfileRule> ProfileRules,
    IReadOnlyList<ScoringBehaviourRule> BehaviourRules)
{
    private const int MostRules = 200;

    /// <summary>
    /// Scores a lead as it is at a moment. Contributions come in the order of the rules, profile first. Where their sum leaves the range
    /// from 0 to the maximum, one more contribution named <c>minimum</c> or <c>maximum</c> brings it back, so that all points sum to the score.
    /// </summary>
    /// <param name="lead">Who the lead is.</param>
    /// <param name="behaviours">What the lead did.</param>
    /// <param name="now">The moment.</param>
    public LeadScore Evaluate(ScoredProfile lead, IReadOnlyCollection<ScoredBehaviour> behaviours, DateTimeOffset now)
    {
        var contributions = ProfileRules.Select(r => r.Evaluate(lead, now)).OfType<ScoreContribution>().ToList();
        if (behaviours.Count > 0)
        {
            var byKind = behaviours.ToLookup(b => LeadBehaviour.Normalize(b.Kind));
            contributions.AddRange(BehaviourRules.Select(r => r.Evaluate([.. byKind[r.Kind]], now)).OfType<ScoreContribution>());
        }
        var sum = contributions.Sum(c => c.Points);
        if (sum < 0) contributions.Add(new ScoreContribution("minimum", -sum, "a score is at least 0", now));
        if (sum > MaxScore) contributions.Add(new ScoreContribution("maximum", MaxScore - sum, string.Create(CultureInfo.InvariantCulture, $"a score is at most {MaxScore}"), now));
        var score = Math.Clamp(sum, 0, MaxScore);
        return new LeadScore(score, GradeOf(score), score >= SalesReady, contributions);
    }

    internal ScoringDefinition Checked()
    {
        var valid = this with
        {
            MaxScore = InRange(MaxScore, "maxScore", 1, 10_000),
            GradeA = InRange(GradeA, "gradeA", 1, MaxScore),
            GradeB = InRange(GradeB, "gradeB", 1, GradeA - 1),
            GradeC = InRange(GradeC, "gradeC", 1, GradeB - 1),
            SalesReady = InRange(SalesReady, "salesReady", 1, MaxScore),
            ProfileRules = Guard.Each(ProfileRules, "profileRules", MostRules, r => r.Checked()),
            BehaviourRules = Guard.Each(BehaviourRules, "behaviourRules", MostRules, r => r.Checked()),
        };
        RequireUnique(valid.ProfileRules.Select(r => r.Name), "profileRules", "name");
        RequireUnique(valid.BehaviourRules.Select(r => r.Kind), "behaviourRules", "kind");
        return valid;
    }

    internal static int CheckedPoints(int points) => InRange(points, "points", -1000, 1000);

    private static int InRange(int value, string field, int min, int max) =>
        value >= min && value <= max ? value : throw Guard.Invalid(field, string.Create(CultureInfo.InvariantCulture, $"{field} must be from {min} to {max}."));

    private static void RequireUnique(IEnumerable<string> names, string list, string field)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var index = 0;
        foreach (var name in names)
        {
            if (!seen.Add(name))
                throw Guard.Invalid(field, $"There is another rule with {field} {name}; give each rule its own.").Within(list, index.ToString(CultureInfo.InvariantCulture));
            index++;
        }
    }

    private LeadGrade GradeOf(int score) =>
        score >= GradeA ? LeadGrade.A : score >= GradeB ? LeadGrade.B : score >= GradeC ? LeadGrade.C : LeadGrade.D;
}
