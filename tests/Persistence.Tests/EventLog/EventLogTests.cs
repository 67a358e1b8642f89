using System.Text.Json;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.EventLog;

public sealed class EventLogTests
{
    [Fact]
    public async Task A_save_logs_its_events_once_in_order_with_what_it_changed()
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        var deal = await db.Opportunities.SingleAsync();
        var (first, quote, won) = (market.Pipeline.First.Id, market.Pipeline.StageWith("quote").Id, market.Pipeline.Won.Id);
        var at = Given.Now.AddDays(1);

        deal.MoveTo(market.Pipeline.StageWith("quote"), market.Seller.Id, null, at);
        deal.Win(market.Pipeline.Won, market.WonReason, new DateOnly(2026, 6, 16), market.Seller.Id, at);
        await db.SaveChangesAsync();
        await db.SaveChangesAsync();

        var events = await database.TakeEventsAsync();
        Assert.Equal([EventType.StageChanged, EventType.StageChanged, EventType.OpportunityWon], events.Select(e => e.Type));
        Assert.Equal([2, 3, 4], events.Select(e => e.Sequence));
        Assert.Equal([events[0].Position, events[0].Position + 1, events[0].Position + 2], events.Select(e => e.Position));
        Assert.All(events, e => Assert.Equal(
            ("Opportunity", deal.Id.Value, market.Seller.Id, market.Team.Id, market.Seller.Id, at), (e.SubjectType, e.SubjectId, e.OwnerId!.Value, e.TeamId!.Value, e.ActorId!.Value, e.At)));
        Assert.Equal(
            $$"""{"pipeline":"Pipeline:{{market.Pipeline.Id}}","from":"Stage:{{first}}","to":"Stage:{{quote}}","by":"User:{{market.Seller.Id}}","owner":"User:{{market.Seller.Id}}","team":"Team:{{market.Team.Id}}"}""",
            events[0].Data);
        var changes = JsonElement.Parse(events[2].Changes).EnumerateArray().ToDictionary(c => c.GetProperty("field").GetString()!, c => (c.GetProperty("before").ToString(), c.GetProperty("after").ToString()));
        Assert.Equal(($"Stage:{first}", $"Stage:{won}"), changes["stage"]);
        Assert.Equal(("OPEN", "WON"), changes["status"]);
        Assert.Equal(("", "2026-06-16"), changes["closedOn"]);
        Assert.DoesNotContain("version", changes.Keys);
    }

    [Fact]
    public async Task Amounts_are_logged_with_their_currency_before_and_after()
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        var deal = await db.Opportunities.SingleAsync();
        var before = deal.Amount;

        deal.Reprice(new Money(1234.5m, before.Currency), Given.Now);
        await db.SaveChangesAsync();

        var change = JsonElement.Parse(Assert.Single(await database.TakeEventsAsync()).Changes).EnumerateArray().First(c => c.GetProperty("field").GetString() == "amount");
        Assert.Equal($$"""{"amount":"{{before.Amount}}","currency":"{{before.Currency}}"}""", change.GetProperty("before").GetRawText());
        Assert.Equal($$"""{"amount":"1234.50","currency":"{{before.Currency}}"}""", change.GetProperty("after").GetRawText());
    }

    [Fact]
    public async Task Events_of_a_transaction_are_logged_when_it_is_committed_and_not_before()
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var account = await db.Accounts.SingleAsync();

        account.Revise(account.Details with { Region = "华北" }, Given.Now);
        await db.SaveChangesAsync();
        account.Revise(account.Details with { Region = "华南" }, Given.Now);
        await db.SaveChangesAsync();
        Assert.Empty(await database.TakeEventsAsync());
        await transaction.CommitAsync();

        Assert.Equal([EventType.AccountUpdated, EventType.AccountUpdated], (await database.TakeEventsAsync()).Select(e => e.Type));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_of_a_transaction_that_is_given_up_are_never_logged(bool saysSo)
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        var account = await db.Accounts.SingleAsync();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            account.Revise(account.Details with { Region = "华北" }, Given.Now);
            await db.SaveChangesAsync();
            if (saysSo) await transaction.RollbackAsync();
        }
        Assert.Empty(await database.TakeEventsAsync());

        db.Add(Given.Account(market.Seller));
        await db.SaveChangesAsync();

        Assert.Equal(EventType.AccountCreated, Assert.Single(await database.TakeEventsAsync()).Type);
    }

    [Fact]
    public async Task A_refused_save_logs_nothing()
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        var account = await db.Accounts.SingleAsync();
        await using (var other = database.Open())
        {
            var theirs = await other.Accounts.SingleAsync();
            theirs.Revise(theirs.Details with { Region = "华北" }, Given.Now);
            await other.SaveChangesAsync();
        }
        await database.TakeEventsAsync();

        account.Revise(account.Details with { Region = "华南" }, Given.Now);
        await Assert.ThrowsAsync<VersionConflictException>(() => db.SaveChangesAsync());

        Assert.Empty(await database.TakeEventsAsync());
    }

    [Fact]
    public async Task A_failed_save_inside_a_transaction_does_not_take_the_events_of_earlier_ones_along()
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(Given.Account(market.Seller, registrationNumber: "X1"));
        await db.SaveChangesAsync();
        var twin = db.Add(Given.Account(market.Seller, registrationNumber: "X1"));
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        twin.State = EntityState.Detached;

        await transaction.CommitAsync();

        Assert.Equal(EventType.AccountCreated, Assert.Single(await database.TakeEventsAsync()).Type);
    }

    private static async Task<CrmDatabase> ReadyAsync(Market market)
    {
        var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await database.TakeEventsAsync();
        return database;
    }
}
