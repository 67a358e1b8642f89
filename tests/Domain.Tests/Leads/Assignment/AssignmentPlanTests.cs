using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads.Assignment;

public sealed class AssignmentPlanTests
{
    private static readonly TeamId East = Given.Team().Id;
    private readonly LeadSource _website = LeadSource.Create("website", "官网注册", "online", Given.Now);

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var plan = AssignmentPlan.Empty(Given.Now);
        plan.Replace([Rule("large") with { EmployeesMin = 500 }, Rule("web") with { Sources = ["website"] }, Rule("rest")], Given.Now);
        var lead = Lead(new LeadDetails { Name = "李敏", Employees = 20 });

        Assert.Equal("web", plan.RuleFor(lead, _website)?.Name);
        Assert.Equal("large", plan.RuleFor(Lead(new LeadDetails { Name = "李敏", Employees = 500 }), _website)?.Name);
        Assert.Equal("rest", plan.RuleFor(lead, LeadSource.Create("fair", "展会", null, Given.Now))?.Name);
    }

    [Fact]
    public void All_conditions_of_a_rule_must_hold_and_what_is_not_known_does_not()
    {
        var lead = Lead(new LeadDetails { Name = "李敏", Region = "华东", Industry = "制造业", Employees = 100 });

        Assert.True((Rule("all") with { Sources = ["WEBSITE"], Channels = ["online"], Regions = ["华东"], Industries = ["制造业"], EmployeesMin = 100, EmployeesMax = 100, ScoreMin = 0 }).Matches(lead, _website));
        Assert.False((Rule("region") with { Regions = ["华北"] }).Matches(lead, _website));
        Assert.False((Rule("score") with { ScoreMin = 1 }).Matches(lead, _website));
        Assert.False((Rule("size") with { EmployeesMax = 500 }).Matches(Lead(new LeadDetails { Name = "李敏" }), _website));
    }

    [Fact]
    public void Wrong_rules_are_refused_by_their_place_and_change_nothing()
    {
        var plan = AssignmentPlan.Empty(Given.Now);

        Refusal.Validation("rules.0.teamId", () => plan.Replace([Rule("a") with { TeamId = null }], Given.Now));
        Refusal.Validation("rules.0.teamId", () => plan.Replace([Rule("a") with { UserId = UserId.New(Given.Now) }], Given.Now));
        Refusal.Validation("rules.1.name", () => plan.Replace([Rule("a"), Rule("A")], Given.Now));
        Refusal.Validation("rules.0.employeesMax", () => plan.Replace([Rule("a") with { EmployeesMin = 5, EmployeesMax = 4 }], Given.Now));
        Refusal.Validation("rules.0.regions.1", () => plan.Replace([Rule("a") with { Regions = ["华东", " "] }], Given.Now));

        Assert.Empty(plan.Rules);
    }

    private static AssignmentRule Rule(string name) => new(name, [], [], [], [], null, null, null, East, null);

    private Lead Lead(LeadDetails details) => Domain.Leads.Lead.Create(details, _website.Id, null, Given.Now);
}
