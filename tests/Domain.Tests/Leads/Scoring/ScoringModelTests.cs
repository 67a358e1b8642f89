using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads.Scoring;

public sealed class ScoringModelTests
{
    private static readonly ScoringDefinition Rules = new(100, 80, 60, 30, 60, [new("region", ScoringField.Region, ["华东"], null, null, 70)], [new("pageVisit", 5, 10, ScoringDecay.HalfLife, 30)]);

    [Fact]
    public void Each_saved_model_is_the_next_version_and_leaves_the_older_one_as_it_is()
    {
        var first = ScoringModel.Create(Rules, null, null, null, Given.Now);
        var second = ScoringModel.Create(Rules with { MaxScore = 200 }, first, 1, null, Given.Now);

        Assert.Equal((1, 100, 2, 200), (first.Number, first.Definition.MaxScore, second.Number, second.Definition.MaxScore));
        Assert.Equal("page_visit", second.Definition.BehaviourRules.Single().Kind);
        Assert.Equal(2, Assert.Throws<VersionConflictException>(() => ScoringModel.Create(Rules, second, 1, null, Given.Now)).CurrentVersion);
    }

    public static TheoryData<string, ScoringDefinition> Wrong => new()
    {
        { "maxScore", Rules with { MaxScore = 0 } },
        { "gradeA", Rules with { GradeA = 101 } },
        { "gradeB", Rules with { GradeB = 80 } },
        { "gradeC", Rules with { GradeC = 60 } },
        { "salesReady", Rules with { SalesReady = 101 } },
        { "profileRules.0.name", Rules with { ProfileRules = [new(" ", ScoringField.Region, ["华东"], null, null, 1)] } },
        { "profileRules.0.values", Rules with { ProfileRules = [new("a", ScoringField.Region, [], null, null, 1)] } },
        { "profileRules.0.min", Rules with { ProfileRules = [new("a", ScoringField.Employees, [], null, null, 1)] } },
        { "profileRules.0.points", Rules with { ProfileRules = [new("a", ScoringField.Completeness, [], null, null, 1001)] } },
        { "profileRules.1.name", Rules with { ProfileRules = [new("a", ScoringField.Completeness, [], null, null, 1), new("A", ScoringField.Completeness, [], null, null, 1)] } },
        { "behaviourRules.0.decayDays", Rules with { BehaviourRules = [new("form", 1, null, ScoringDecay.Linear, null)] } },
        { "behaviourRules.1.kind", Rules with { BehaviourRules = [new("mail_reply", 1, null, ScoringDecay.None, null), new("mailReply", 1, null, ScoringDecay.None, null)] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_rules_are_refused_by_their_place(string path, ScoringDefinition rules) =>
        Refusal.Validation(path, () => ScoringModel.Create(rules, null, null, null, Given.Now));

    [Fact]
    public void Reaching_the_threshold_is_told_once_per_crossing_upwards()
    {
        var lead = Given.Lead(Given.LeadSource());

        Assert.Equal(["LeadScored", "LeadBecameSalesReady"], Rated(lead, 70));
        Assert.Equal(["LeadScored"], Rated(lead, 75));
        Assert.Equal([], Rated(lead, 75));
        Assert.Equal(["LeadScored"], Rated(lead, 59));
        Assert.Equal(["LeadScored", "LeadBecameSalesReady"], Rated(lead, 60));
    }

    [Fact]
    public void A_score_is_kept_with_the_model_and_the_moment_and_is_no_change_by_somebody()
    {
        var lead = Given.Lead(Given.LeadSource());

        lead.Rate(new LeadScore(88, LeadGrade.A, true, []), 3, Given.Now.AddDays(1));

        Assert.Equal((88, LeadGrade.A, true, 3, Given.Now.AddDays(1), Given.Now), (lead.Score, lead.Grade, lead.IsSalesReady, lead.ScoringVersion, lead.ScoredAt, lead.UpdatedAt));
    }

    private static IEnumerable<string> Rated(Lead lead, int score)
    {
        lead.DequeueEvents();
        lead.Rate(new LeadScore(score, LeadGrade.B, score >= 60, []), 1, Given.Now);
        return [.. lead.DequeueEvents().Select(e => e.GetType().Name)];
    }
}
