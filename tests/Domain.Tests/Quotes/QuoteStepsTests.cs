using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Quotes;

/// <summary>Every operation in every status: what it leads to, or that it is refused.</summary>
public sealed class QuoteStepsTests
{
    private static readonly ApprovalNeed Manager = new([Role.SalesManager], "The total is large.");

    private readonly User _owner = Given.User();
    private readonly User _manager = Given.User(Role.SalesManager);
    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly Opportunity _deal;
    private ApprovalRequest? _approval;

    public QuoteStepsTests() => _deal = Given.Opportunity(Given.Account(_owner), _pipeline, _owner);

    [Theory]
    [InlineData(QuoteStatus.Draft, "Draft", "PendingApproval", "Sent", "-", "-", "Superseded")]
    [InlineData(QuoteStatus.PendingApproval, "Draft", "-", "ApprovalRequired", "-", "-", "Superseded")]
    [InlineData(QuoteStatus.Approved, "Draft", "-", "Sent", "-", "-", "Superseded")]
    [InlineData(QuoteStatus.Rejected, "Draft", "-", "ApprovalRequired", "-", "-", "Superseded")]
    [InlineData(QuoteStatus.Sent, "-", "-", "-", "Accepted", "Declined", "Superseded")]
    [InlineData(QuoteStatus.Accepted, "-", "-", "-", "-", "-", "Superseded")]
    [InlineData(QuoteStatus.Declined, "-", "-", "-", "-", "-", "Declined")]
    [InlineData(QuoteStatus.Superseded, "-", "-", "-", "-", "-", "Superseded")]
    public void Each_step_leads_where_it_should_or_is_refused(
        QuoteStatus from, string rewrite, string submit, string send, string accept, string decline, string supersede)
    {
        Assert.Equal(rewrite, After(from, q => q.Rewrite(Content(50), _deal, _approval, Given.Now)));
        Assert.Equal(submit, After(from, q => q.Submit(_deal, Manager, _owner.Id, Given.Now)));
        Assert.Equal(send, After(from, q => q.Send(_deal, _approval, null, Given.Now)));
        Assert.Equal(accept, After(from, q => q.Accept(_deal, null, null, _owner.Id, Given.Now)));
        Assert.Equal(decline, After(from, q => q.Decline(_deal, null, null, Given.Now)));
        Assert.Equal(supersede, After(from, q => q.Supersede(Given.Now)));
    }

    [Fact]
    public void Without_a_rule_a_quote_is_approved_at_once()
    {
        var quote = Draft();

        Assert.Null(quote.Submit(_deal, null, _owner.Id, Given.Now));

        Assert.Equal(QuoteStatus.Approved, quote.Status);
        Assert.False(Assert.IsType<QuoteSubmitted>(Assert.Single(quote.DomainEvents)).NeedsApproval);
    }

    [Fact]
    public void A_changed_quote_has_to_be_approved_anew()
    {
        var quote = In(QuoteStatus.Approved);

        quote.Rewrite(Content(50), _deal, _approval, Given.Now);

        Assert.Equal((QuoteStatus.Draft, null, ApprovalStatus.Cancelled), (quote.Status, quote.ApprovalId, _approval!.Status));
        Assert.Equal(Given.Cny(50), quote.Total);
    }

    [Fact]
    public void A_draft_that_somebody_has_to_approve_is_not_sent()
    {
        var quote = Draft();
        var needed = ApprovalRequest.Ask(_deal, quote.Id, Manager, _owner.Id, Given.Now);

        var refusal = Assert.Throws<ApprovalRequiredException>(() => quote.Send(_deal, needed, null, Given.Now));

        Assert.Equal((ErrorCode.ApprovalRequired, needed), (refusal.Code, refusal.Approval));
        Assert.Contains("SALES_MANAGER", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_quote_gives_the_deal_its_amount()
    {
        var quote = In(QuoteStatus.Sent);

        quote.Accept(_deal, null, "同意", _owner.Id, Given.Now);

        Assert.Equal((Given.Cny(100), Given.Cny(100)), (quote.Total, _deal.Amount));
        Assert.Equal((new DateOnly(2026, 6, 15), "同意"), (quote.RespondedOn, quote.ResponseComment));
    }

    [Fact]
    public void A_quote_can_be_accepted_on_its_last_day_and_not_after_it()
    {
        var (inTime, late) = (Sent(new DateOnly(2026, 6, 15)), Sent(new DateOnly(2026, 6, 14)));

        inTime.Accept(_deal, null, null, _owner.Id, Given.Now);

        Refusal.Of(ErrorCode.InvalidState, "respondedOn", () => late.Accept(_deal, null, null, _owner.Id, Given.Now));
        Assert.Equal((QuoteStatus.Accepted, QuoteStatus.Sent), (inTime.Status, late.Status));
    }

    [Fact]
    public void An_answer_comes_neither_tomorrow_nor_before_the_question()
    {
        var quote = In(QuoteStatus.Sent);

        Refusal.Validation("respondedOn", () => quote.Accept(_deal, new DateOnly(2026, 6, 17), null, _owner.Id, Given.Now));
        Refusal.Validation("respondedOn", () => quote.Decline(_deal, new DateOnly(2026, 6, 1), null, Given.Now));
    }

    [Fact]
    public void The_quotes_of_a_closed_deal_stand_still()
    {
        var (draft, sent) = (Draft(), In(QuoteStatus.Sent));
        _deal.Lose(_pipeline.Lost, Given.Reason(StageKind.Lost), null, null, _owner.Id, Given.Now);

        Refusal.InvalidState(() => draft.Rewrite(Content(1), _deal, null, Given.Now));
        Refusal.InvalidState(() => draft.Submit(_deal, null, _owner.Id, Given.Now));
        Refusal.InvalidState(() => draft.Send(_deal, null, null, Given.Now));
        Refusal.InvalidState(() => sent.Accept(_deal, null, null, _owner.Id, Given.Now));
        Refusal.InvalidState(() => sent.Decline(_deal, null, null, Given.Now));
        Refusal.InvalidState(() => Quote.Draft("Q-9", 1, _deal, Content(1), _owner.Id, Given.Now));
    }

    private static QuoteContent Content(decimal price, DateOnly? validUntil = null) => new([new NewQuoteLine("许可证", "SC", 1, Given.Cny(price))], null, validUntil);

    private string After(QuoteStatus from, Action<Quote> step)
    {
        var quote = In(from);
        try
        {
            step(quote);
            return quote.Status.ToString();
        }
        catch (DomainException refusal)
        {
            Assert.Equal(from, quote.Status);
            return refusal.Code == ErrorCode.InvalidState ? "-" : refusal.Code.ToString();
        }
    }

    private Quote Draft() => Quote.Draft("Q-1", 1, _deal, Content(100), _owner.Id, Given.Now);

    private Quote Sent(DateOnly validUntil)
    {
        var quote = Quote.Draft("Q-2", 1, _deal, Content(100, validUntil), _owner.Id, Given.Now);
        quote.Send(_deal, null, null, Given.Now);
        return quote;
    }

    private Quote In(QuoteStatus status)
    {
        var quote = Draft();
        _approval = null;
        if (status == QuoteStatus.Draft) return quote;
        if (status == QuoteStatus.Superseded)
        {
            quote.Supersede(Given.Now);
            return quote;
        }

        _approval = quote.Submit(_deal, Manager, _owner.Id, Given.Now);
        if (status == QuoteStatus.PendingApproval) return quote;
        var decision = status == QuoteStatus.Rejected ? ApprovalStatus.Rejected : ApprovalStatus.Approved;
        _approval!.Decide(decision, new Approver(_manager.Id, Role.SalesManager, IsAboveOwner: true), _deal, null, Given.Now);
        quote.Follow(_approval, Given.Now);
        if (status is QuoteStatus.Approved or QuoteStatus.Rejected) return quote;
        quote.Send(_deal, _approval, null, Given.Now);
        if (status == QuoteStatus.Accepted) quote.Accept(_deal, null, null, _owner.Id, Given.Now);
        if (status == QuoteStatus.Declined) quote.Decline(_deal, null, null, Given.Now);
        return quote;
    }
}
