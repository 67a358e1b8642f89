using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Leads;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads;

public sealed class LeadBehaviourTests
{
    private readonly Lead _lead = Given.Lead(Given.LeadSource());

    [Theory]
    [InlineData("page_visit", "page_visit")]
    [InlineData("pageVisit", "page_visit")]
    [InlineData("PAGE_VISIT", "page_visit")]
    [InlineData(" Page Visit ", "page_visit")]
    [InlineData("mail-reply", "mail_reply")]
    [InlineData("访问官网", "访问官网")]
    public void Kinds_are_compared_in_one_spelling(string kind, string normal) => Assert.Equal(normal, LeadBehaviour.Normalize(kind));

    [Fact]
    public void A_behaviour_has_a_kind_and_lies_in_the_past()
    {
        Refusal.Validation("kind", () => LeadBehaviour.Record(_lead.Id, " ", null, null, Given.Now));
        Refusal.Validation("at", () => LeadBehaviour.Record(_lead.Id, "form", null, Given.Now.AddHours(1), Given.Now));

        Assert.Equal(Given.Now, LeadBehaviour.Record(_lead.Id, "form", null, null, Given.Now).At);
    }

    [Theory]
    [InlineData(ActivityKind.Meeting, "meeting")]
    [InlineData(ActivityKind.Call, "call")]
    [InlineData(ActivityKind.Task, null)]
    [InlineData(ActivityKind.Note, null)]
    public void An_activity_that_is_done_is_a_behaviour_if_the_lead_took_part(ActivityKind kind, string? behaviour)
    {
        var owner = Given.User();
        var done = Activity.Log(new NewActivity { Kind = kind, Subject = "会议", Outcome = "好", LeadId = _lead.Id }, owner, Given.Now);
        var planned = Activity.Log(new NewActivity { Kind = kind, Subject = "会议", DueAt = Given.Now.AddDays(1), LeadId = _lead.Id }, owner, Given.Now);

        Assert.Equal(behaviour, LeadBehaviour.Of(done, Given.Now)?.Kind);
        if (kind != ActivityKind.Note) Assert.Null(LeadBehaviour.Of(planned, Given.Now));
    }
}
