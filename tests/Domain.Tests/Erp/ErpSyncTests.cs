using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Erp;

public sealed class ErpSyncTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly DateTimeOffset Later = Now.AddMinutes(1);
    private static readonly OpportunityId Deal = new(Guid.Parse("019d0000-0000-7000-8000-000000000042"));

    [Fact]
    public void A_key_is_made_of_the_deal_alone()
    {
        Assert.Equal(ErpKey.Of(Deal), ErpKey.Of(Deal));
        Assert.NotEqual(ErpKey.Of(Deal), ErpKey.Of(OpportunityId.New(Now)));
        Assert.Matches("^CG-[A-Z2-7]{24}$", ErpKey.Of(Deal));
        // base32 of the first 15 bytes of SHA-256 of the 16 bytes of the id, worked out with another program
        Assert.Equal("CG-RIRYVK5RI6KDIFRHEG575TGY", ErpKey.Of(Deal));
    }

    [Fact]
    public void A_step_that_changes_something_is_written_down_before_it_leaves()
    {
        var sync = Entered();

        sync.Begin(Now, Later);
        sync.Start(ErpStep.LookUp, null, Now, Later);
        sync.Start(ErpStep.Create, "abc", Now, Later);

        Assert.Equal((ErpSyncStatus.Sending, ErpStep.Create, "abc", Later), (sync.Status, sync.Step, sync.Fingerprint, sync.NextAttemptAt));
        var step = Assert.Single(sync.Steps);
        Assert.Equal((ErpStep.Create, "STARTED", "abc", 1, 1), (step.Step, step.Outcome, step.RequestHash, step.Sequence, step.Attempt));
    }

    [Fact]
    public void Whoever_finds_an_order_under_way_doubts_it()
    {
        var sync = Entered();
        sync.Begin(Now, Later);
        sync.Start(ErpStep.Create, "abc", Now, Later);

        // the process has been killed
        sync.Begin(Later, Later.AddMinutes(1));

        Assert.True(sync.IsDoubtful);
        Assert.Equal(2, sync.Attempts);
    }

    [Fact]
    public void A_doubtful_order_is_looked_for_once_more_after_success()
    {
        var sync = Entered();
        sync.Begin(Now, Later);
        sync.Start(ErpStep.Create, "abc", Now, Later);
        sync.Doubt("No answer within 60 s.", Later);
        sync.Begin(Later, Later.AddMinutes(1));
        sync.Identify("17", "SO-17", null);

        sync.Succeed(100m, Later.AddMinutes(2), Later);
        Assert.Equal((ErpSyncStatus.Synced, true, Later.AddMinutes(2)), (sync.Status, sync.IsDoubtful, sync.NextAttemptAt));
        sync.Succeed(100m, null, Later.AddMinutes(2));

        Assert.Equal((false, null, Later, (string?)null), (sync.IsDoubtful, sync.NextAttemptAt, sync.SyncedAt, sync.LastError));
        Assert.Equal("SO-17", Assert.IsType<ErpSynced>(Assert.Single(sync.DomainEvents)).Number);
    }

    [Fact]
    public void What_has_been_given_up_is_tried_again_when_somebody_asks()
    {
        var sync = Entered();
        sync.Begin(Now, Later);
        sync.Fail("The customer is blocked.", Later);
        sync.Begin(Later, Later);
        sync.GiveUp("The customer is blocked.", Later);
        Assert.Equal((ErpSyncStatus.Dead, 2, null), (sync.Status, sync.Failures, sync.NextAttemptAt));
        Assert.IsType<ErpFailed>(Assert.Single(sync.DomainEvents));

        sync.Retry(Later);

        Assert.Equal((ErpSyncStatus.Pending, 0, Later), (sync.Status, sync.Failures, sync.NextAttemptAt));
    }

    [Fact]
    public void A_deal_of_unknown_outcome_stays_so_when_somebody_asks_for_another_attempt()
    {
        var sync = Entered();
        sync.Begin(Now, Later);
        sync.Start(ErpStep.Create, null, Now, Later);
        sync.Doubt("The connection broke.", Later.AddHours(1));

        sync.Retry(Later);

        Assert.Equal((ErpSyncStatus.Unknown, Later), (sync.Status, sync.NextAttemptAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nobody_can_ask_for_an_attempt_that_makes_no_sense(bool isSynced)
    {
        var sync = Entered();
        sync.Begin(Now, Later);
        if (isSynced) sync.Succeed(1m, null, Now);

        Assert.Equal(ErrorCode.InvalidState, Assert.Throws<DomainException>(() => sync.Retry(Now)).Code);
    }

    [Fact]
    public void A_deal_that_is_won_again_keeps_its_order_and_is_compared()
    {
        var sync = Entered();
        sync.Begin(Now, Later);
        sync.Identify("17", null, null);
        sync.Succeed(1m, null, Now);

        sync.WinAgain(Later);

        Assert.Equal((ErpSyncStatus.Pending, "17", Later), (sync.Status, sync.ExternalId, sync.NextAttemptAt));
    }

    [Fact]
    public void Throttling_is_no_failure()
    {
        var sync = Entered();
        sync.Begin(Now, Later);

        sync.PutOff("The ERP wants fewer requests (HTTP 429).", Later);

        Assert.Equal((ErpSyncStatus.Failed, 0, Later), (sync.Status, sync.Failures, sync.NextAttemptAt));
    }

    [Fact]
    public void Invoices_are_known_by_their_id()
    {
        var sync = Entered();
        var draft = new ErpInvoiceReading("5", null, ErpInvoiceState.Draft, null, Cny(100), Cny(113), Cny(0), null);
        var paid = draft with { Number = "INV-5", State = ErpInvoiceState.Paid, Paid = Cny(113), PaidOn = new DateOnly(2026, 6, 15) };

        Assert.True(sync.TakeInvoices([draft], null, Now, Later));
        Assert.False(sync.TakeInvoices([draft], null, Later, Later));
        Assert.True(sync.TakeInvoices([paid], null, Later, Later));

        var invoice = Assert.Single(sync.Invoices);
        Assert.Equal(("INV-5", ErpInvoiceState.Paid, Cny(113), new DateOnly(2026, 6, 15)), (invoice.Number, invoice.State, invoice.Paid, invoice.PaidOn));
    }

    private static ErpSync Entered() => ErpSync.Enter("erp", Deal, UserId.New(Now), null, Now);

    private static Money Cny(decimal amount) => new(amount, "CNY");
}
