using CrmGraph.Domain.Leads;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads;

public sealed class LeadTests
{
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
        lead.Qualify(Later);
        lead.StartWork(Later);
        Assert.Equal(LeadStatus.Qualified, lead.Status);
        lead.MarkConverted(Later);
        Assert.Equal(LeadStatus.Converted, lead.Status);
    }

    [Fact]
    public void A_lead_that_is_done_with_stays_so()
    {
        var (given, converted) = (Given.Lead(_source), Given.Lead(_source));
        given.Disqualify(Later);
        converted.MarkConverted(Later);

        foreach (var lead in new[] { given, converted })
        {
            Refusal.InvalidState(() => lead.Qualify(Later));
            Refusal.InvalidState(() => lead.Disqualify(Later));
            Refusal.InvalidState(() => lead.MarkConverted(Later));
        }
    }

    [Fact]
    public void A_rating_is_kept()
    {
        var lead = Given.Lead(_source);

        lead.Rate(88, LeadGrade.A, Later);

        Assert.Equal((88, LeadGrade.A, Later), (lead.Score, lead.Grade, lead.UpdatedAt));
        Refusal.Validation("grade", () => lead.Rate(1, (LeadGrade)9, Later));
    }
}
