using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.Events;

public sealed class DomainEventTests
{
    [Fact]
    public async Task A_save_publishes_its_events_once_as_one_batch()
    {
        var market = new Market();
        await using var database = await ReadyAsync(market);
        await using var db = database.Open();
        var deal = await db.Opportunities.SingleAsync();
        var at = Given.Now.AddDays(1);

        deal.MoveTo(market.Pipeline.StageWith("quote"), market.Seller.Id, null, at);
        deal.Win(market.Pipeline.Won, market.WonReason, new DateOnly(2026, 6, 16), market.Seller.Id, at);
        await db.SaveChangesAsync();
        await db.SaveChangesAsync();

        var batch = Assert.Single(database.TakeEvents());
        Assert.Equal(
            [
                new StageChanged(deal.Id, market.Pipeline.Id, market.Pipeline.First.Id, market.Pipeline.StageWith("quote").Id, market.Seller.Id, market.Seller.Id, market.Team.Id, at),
                new StageChanged(deal.Id, market.Pipeline.Id, market.Pipeline.StageWith("quote").Id, market.Pipeline.Won.Id, market.Seller.Id, market.Seller.Id, market.Team.Id, at),
                new OpportunityWon(deal.Id, market.Pipeline.Id, market.WonReason.Id, new DateOnly(2026, 6, 16), market.Seller.Id, market.Seller.Id, market.Team.Id, at),
            ],
            batch);
    }

    [Fact]
    public async Task Events_of_a_transaction_leave_when_it_is_committed_and_not_before()
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
        Assert.Empty(database.TakeEvents());
        await transaction.CommitAsync();

        var batch = Assert.Single(database.TakeEvents());
        Assert.Equal(2, batch.OfType<AccountUpdated>().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Events_of_a_transaction_that_is_given_up_are_never_published(bool saysSo)
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
        Assert.Empty(database.TakeEvents());

        db.Add(Given.Account(market.Seller));
        await db.SaveChangesAsync();

        Assert.IsType<AccountCreated>(Assert.Single(Assert.Single(database.TakeEvents())));
    }

    [Fact]
    public async Task A_refused_save_publishes_nothing()
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
        database.TakeEvents();

        account.Revise(account.Details with { Region = "华南" }, Given.Now);
        await Assert.ThrowsAsync<VersionConflictException>(() => db.SaveChangesAsync());

        Assert.Empty(database.TakeEvents());
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

        Assert.IsType<AccountCreated>(Assert.Single(Assert.Single(database.TakeEvents())));
    }

    private static async Task<CrmDatabase> ReadyAsync(Market market)
    {
        var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, market.Deal()]);
        database.TakeEvents();
        return database;
    }
}
