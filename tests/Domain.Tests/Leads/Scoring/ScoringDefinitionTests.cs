using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads.Scoring;

public sealed class ScoringDefinitionTests
{
    private static readonly LeadDetails Known = new()
    {
        Name = "李敏",
        Company = "云帆科技",
        Title = "采购总监",
        Email = "min@example.cn",
        Phone = "021 5550 1234",
        Industry = "制造业",
        Region = "华东",
        Employees = 300,
        Need = "CRM",
    };

    private static readonly LeadDetails Unknown = new() { Name = "李敏" };

    [Theory]
    [InlineData(ScoringField.Industry, "零售,制造业", true)]
    [InlineData(ScoringField.Industry, "零售", false)]
    [InlineData(ScoringField.Title, "总监", true)]
    [InlineData(ScoringField.Title, "CEO", false)]
    [InlineData(ScoringField.Region, "华东", true)]
    [InlineData(ScoringField.Source, "WEBSITE", true)]
    [InlineData(ScoringField.Source, "exhibition", false)]
    [InlineData(ScoringField.Channel, "online", true)]
    public void A_profile_rule_counts_if_a_value_matches(ScoringField field, string values, bool matches)
    {
        var model = Model([new("rule", field, values.Split(','), null, null, 10)], []);

        Assert.Equal(matches ? 10 : 0, Score(model, Known).Score);
        Assert.Equal(field is ScoringField.Source or ScoringField.Channel && matches ? 10 : 0, Score(model, Unknown).Score);
    }

    [Theory]
    [InlineData(300, null, 10)]
    [InlineData(301, null, 0)]
    [InlineData(null, 300, 10)]
    [InlineData(null, 299, 0)]
    [InlineData(100, 499, 10)]
    public void Employees_count_from_min_to_max(int? min, int? max, int points)
    {
        var model = Model([new("size", ScoringField.Employees, [], min, max, 10)], []);

        Assert.Equal(points, Score(model, Known).Score);
        Assert.Equal(0, Score(model, Unknown).Score);
    }

    [Fact]
    public void Completeness_counts_by_the_share_of_details_that_are_known()
    {
        var model = Model([new("complete", ScoringField.Completeness, [], null, null, 20)], []);

        Assert.Equal(20, Score(model, Known).Score);
        Assert.Equal(13, Score(model, Known with { Need = null, Phone = null, Title = null }).Score);
        Assert.Empty(Score(model, Unknown).Contributions);
    }

    [Fact]
    public void Behaviours_of_a_kind_count_together_up_to_the_cap_in_whatever_spelling()
    {
        var model = Model([], [new("page_visit", 5, 12, ScoringDecay.None, null)]);

        var contribution = Assert.Single(Score(model, Unknown, ("pageVisit", 3), ("PAGE-VISIT", 2), ("page_visit", 1), ("download", 1)).Contributions);

        Assert.Equal(("page_visit", 12, Given.Now.AddDays(-1)), (contribution.Rule, contribution.Points, contribution.At));
        Assert.Equal("3 × page_visit, capped at 12", contribution.Reason);
    }

    [Theory]
    [InlineData(ScoringDecay.None, null, 30, 16)]
    [InlineData(ScoringDecay.HalfLife, 30, 0, 16)]
    [InlineData(ScoringDecay.HalfLife, 30, 30, 8)]
    [InlineData(ScoringDecay.HalfLife, 30, 60, 4)]
    [InlineData(ScoringDecay.Linear, 40, 10, 12)]
    [InlineData(ScoringDecay.Linear, 40, 40, 0)]
    [InlineData(ScoringDecay.Linear, 40, 400, 0)]
    public void Behaviour_counts_less_as_it_ages(ScoringDecay decay, int? days, int age, int points) =>
        Assert.Equal(points, Score(Model([], [new("download", 16, null, decay, days)]), Unknown, ("download", age)).Score);

    [Fact]
    public void What_leaves_the_range_is_brought_back_by_a_contribution_of_its_own()
    {
        var model = Model([new("a", ScoringField.Region, ["华东"], null, null, 90), new("b", ScoringField.Industry, ["制造业"], null, null, 30), new("c", ScoringField.Source, ["website"], null, null, -40)], []);

        Assert.Equal([("c", -40), ("minimum", 40)], Score(model, Unknown).Contributions.Select(c => (c.Rule, c.Points)));
        Assert.Equal(80, Score(model, Known).Score);
        Assert.Equal([("a", 90), ("b", 30), ("maximum", -20)], (model with { ProfileRules = [.. model.ProfileRules.Take(2)] }).Evaluate(Profile(Known), [], Given.Now).Contributions.Select(c => (c.Rule, c.Points)));
    }

    [Theory]
    [InlineData(80, LeadGrade.A, true)]
    [InlineData(79, LeadGrade.B, true)]
    [InlineData(60, LeadGrade.B, true)]
    [InlineData(59, LeadGrade.C, false)]
    [InlineData(30, LeadGrade.C, false)]
    [InlineData(29, LeadGrade.D, false)]
    public void Grade_and_readiness_follow_the_thresholds(int points, LeadGrade grade, bool isReady)
    {
        var score = Score(Model([new("source", ScoringField.Source, ["website"], null, null, points)], []), Unknown);

        Assert.Equal((points, grade, isReady), (score.Score, score.Grade, score.IsSalesReady));
    }

    [Fact]
    public void The_points_sum_to_the_score_whatever_the_model_the_lead_and_its_past()
    {
        var random = new Random(20260615);
        for (var run = 0; run < 3000; run++)
        {
            var model = RandomModel(random);
            ScoredBehaviour[] behaviours = [.. Enumerable.Range(0, random.Next(30)).Select(_ => new ScoredBehaviour(Pick(random, Kinds), Given.Now.AddHours(-random.Next(20_000) + 10)))];

            var score = model.Evaluate(new ScoredProfile(RandomDetails(random), Pick(random, ["website", "exhibition"]), Pick(random, ["online", null])), behaviours, Given.Now);

            Assert.Equal(score.Score, score.Contributions.Sum(c => c.Points));
            Assert.InRange(score.Score, 0, model.MaxScore);
            Assert.DoesNotContain(score.Contributions, c => c.Points == 0);
            Assert.Equal(score.Score >= model.SalesReady, score.IsSalesReady);
        }
    }

    private static readonly string[] Kinds = ["page_visit", "download", "form", "mail_reply", "meeting"];

    private static ScoringDefinition RandomModel(Random random) => new(
        random.Next(10, 200),
        9,
        6,
        3,
        random.Next(1, 10),
        [.. Enumerable.Range(0, random.Next(8)).Select(i => new ScoringProfileRule($"r{i}", (ScoringField)random.Next(7), ["制造业", "总监", "华东", "website", "online"], random.Next(200), null, random.Next(-60, 61)))],
        [.. Kinds.Take(random.Next(6)).Select(k => (ScoringDecay)random.Next(3) switch
        {
            ScoringDecay.None => new ScoringBehaviourRule(k, random.Next(-20, 41), random.Next(2) == 0 ? null : random.Next(50), ScoringDecay.None, null),
            var decay => new ScoringBehaviourRule(k, random.Next(-20, 41), random.Next(2) == 0 ? null : random.Next(50), decay, random.Next(1, 400)),
        })]);

    private static LeadDetails RandomDetails(Random random) => new()
    {
        Name = "李敏",
        Company = Pick(random, ["云帆科技", null]),
        Title = Pick(random, ["采购总监", "CEO", null]),
        Email = Pick(random, ["a@b.cn", null]),
        Industry = Pick(random, ["制造业", "零售", null]),
        Region = Pick(random, ["华东", null]),
        Employees = Pick(random, new int?[] { 5, 150, 9000, null }),
    };

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private static ScoringDefinition Model(ScoringProfileRule[] profile, ScoringBehaviourRule[] behaviour) => new(100, 80, 60, 30, 60, profile, behaviour);

    private static ScoredProfile Profile(LeadDetails details) => new(details, "website", "online");

    private static LeadScore Score(ScoringDefinition model, LeadDetails details, params (string Kind, int DaysAgo)[] behaviours) =>
        model.Evaluate(Profile(details), [.. behaviours.Select(b => new ScoredBehaviour(b.Kind, Given.Now.AddDays(-b.DaysAgo)))], Given.Now);
}
