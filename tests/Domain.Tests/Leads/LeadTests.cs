using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads;

public sealed class LeadTests
{
    private static readonly CriterionFinding[] Affirmed = [.. new[] { "budget", "authority", "need", "timeline" }.Select(key => new CriterionFinding(key, CriterionAnswer.Yes, null))];

    private static readonly DateTimeOffset Later = Given.Now.AddDays(1);
    private readonly LeadSource _source = Given.LeadSource();

    [Fact]
    public void A_new_lead_is_NEW_unscored_and_in_its_owner_s_team()
    {
        var owner = Given.User(team: Given.Team());

        var lead = Given.Lead(_source, owner);

        Assert.Equal((LeadStatus.New, 0, LeadGrade.D, owner.TeamId), (lead.Status, lead.Score, lead.Grade, lead.TeamId));
        Assert.IsType<LeadCreated>(Assert.Single(lead.DomainEvents));
    }

    [Theory]
    [InlineData("", "a@b.cn", null, "name")]
    [InlineData("李敏", "nonsense", null, "email")]
    [InlineData("李敏", null, -1, "employees")]
    public void Wrong_details_are_refused_by_name(string name, string? email, int? employees, string path)
    {
        var lead = Given.Lead(_source);
        var details = new LeadDetails { Name = name, Email = email, Employees = employees };

        Refusal.Validation(path, () => Lead.Create(details, _source.Id, null, Given.Now));
        Refusal.Validation(path, () => lead.Revise(details, Later));
        Assert.Equal("Li Min", lead.Name);
    }

    [Fact]
    public void Revising_changes_what_is_given_and_the_same_again_changes_nothing()
    {
        var lead = Given.Lead(_source);
        lead.DequeueEvents();

        lead.Revise(lead.Details with { Company = " 锐诚 " }, Later);
        lead.Revise(lead.Details with { Company = "锐诚" }, Later.AddDays(1));

        Assert.Equal(("锐诚", "Li Min", Later), (lead.Company, lead.Name, lead.UpdatedAt));
        Assert.IsType<LeadUpdated>(Assert.Single(lead.DomainEvents));
    }

    [Fact]
    public void A_lead_is_assigned_to_active_users_only()
    {
        var lead = Given.Lead(_source);
        var (owner, gone) = (Given.User(team: Given.Team()), Given.User());
        gone.Deactivate();

        Refusal.Validation("ownerId", () => lead.AssignTo(gone, Later));
        lead.AssignTo(owner, Later);

        Assert.Equal((owner.Id, owner.TeamId), (lead.OwnerId, lead.TeamId));
    }

    [Fact]
    public void A_lead_goes_from_NEW_by_WORKING_and_QUALIFIED_to_CONVERTED()
    {
        var lead = Given.Lead(_source);

        lead.StartWork(Later);
        Assert.Equal(LeadStatus.Working, lead.Status);
        lead.Assess(QualificationFramework.Bant, Affirmed, UserId.New(Later), Later);
        lead.StartWork(Later);
        Assert.Equal(LeadStatus.Qualified, lead.Status);
        lead.MarkConverted(Later);
        Assert.Equal(LeadStatus.Converted, lead.Status);
    }

    [Fact]
    public void A_lead_that_is_done_with_stays_so()
    {
        var (given, converted) = (Given.Lead(_source), Given.Lead(_source));
        given.Disqualify("budget", Later);
        converted.MarkConverted(Later);

        foreach (var lead in new[] { given, converted })
        {
            Refusal.InvalidState(() => lead.Assess(QualificationFramework.Bant, Affirmed, UserId.New(Later), Later));
            Refusal.InvalidState(() => lead.Disqualify("budget", Later));
            Refusal.InvalidState(() => lead.MarkConverted(Later));
        }
    }

    [Fact]
    public void A_lead_is_given_up_for_a_reason()
    {
        var lead = Given.Lead(_source);

        Refusal.Validation("reason", () => lead.Disqualify("  ", Later));
        Assert.Equal(LeadStatus.New, lead.Status);
        lead.Disqualify("预算取消", Later);

        Assert.Equal((LeadStatus.Disqualified, "预算取消"), (lead.Status, lead.DisqualificationReason));
    }

    [Fact]
    public void A_lead_that_waits_in_a_team_has_no_owner()
    {
        var team = Given.Team();
        var lead = Given.Lead(_source, Given.User(team: Given.Team("West")));
        lead.DequeueEvents();

        lead.AssignTo(team, Later, "Website", "Nobody is there.");

        Assert.Equal((null, team.Id, "Website", "Nobody is there.", Later), (lead.OwnerId, lead.TeamId, lead.AssignmentRule, lead.AssignmentReason, lead.AssignedAt));
        Assert.IsType<LeadAssigned>(Assert.Single(lead.DomainEvents));
    }

    [Fact]
    public void All_that_is_wrong_with_details_is_told_at_once()
    {
        var details = new LeadDetails { Name = " ", Email = "nobody", Phone = "ab", Employees = -1 };

        Assert.Equal(["name", "email", "phone", "employees"], details.Problems().Select(p => p.Path!.Single()));
        Assert.Empty((details with { Name = "李敏", Email = null, Phone = null, Employees = 5 }).Problems());
    }
}
