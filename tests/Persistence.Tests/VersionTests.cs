using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests;

public sealed class VersionTests
{
    [Fact]
    public async Task A_new_aggregate_has_version_1_and_each_change_counts_one()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        await using var db = database.Open();
        var account = await db.Accounts.SingleAsync();
        Assert.Equal(1, account.Version);

        account.Revise(account.Details with { Region = "华北" }, Given.Now);
        await db.SaveChangesAsync();
        account.Revise(account.Details with { Region = "华南" }, Given.Now);
        await db.SaveChangesAsync();
        await db.SaveChangesAsync();

        Assert.Equal(3, account.Version);
        await using var again = database.Open();
        Assert.Equal(3, await again.Accounts.Select(a => a.Version).SingleAsync());
    }

    [Fact]
    public async Task A_move_counts_one_although_it_changes_two_tables()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await using (var db = database.Open())
        {
            var deal = await db.Opportunities.SingleAsync();
            deal.MoveTo(market.Pipeline.StageWith("quote"), market.Seller.Id, null, Given.Now.AddDays(1));
            await db.SaveChangesAsync();
            Assert.Equal(2, deal.Version);
        }

        await using var again = database.Open();
        var loaded = await again.Opportunities.SingleAsync();
        Assert.Equal(2, loaded.Version);
        Assert.Equal(2, loaded.StageHistory.Count);
    }

    [Fact]
    public async Task Of_two_who_change_the_same_aggregate_the_second_gets_CONFLICT_with_the_current_version()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await using var first = database.Open();
        await using var second = database.Open();
        var mine = await first.Opportunities.SingleAsync();
        var theirs = await second.Opportunities.SingleAsync();

        theirs.MoveTo(market.Pipeline.StageWith("quote"), market.Seller.Id, null, Given.Now.AddDays(1));
        await second.SaveChangesAsync();
        mine.MoveTo(market.Pipeline.StageWith("sign"), market.Seller.Id, null, Given.Now.AddDays(1));
        var refused = await Assert.ThrowsAsync<VersionConflictException>(() => first.SaveChangesAsync());

        Assert.Equal(ErrorCode.Conflict, refused.Code);
        Assert.Equal(2, refused.CurrentVersion);
        await using var again = database.Open();
        Assert.Equal(market.Pipeline.StageWith("quote").Id, (await again.Opportunities.SingleAsync()).StageId);
    }

    [Fact]
    public async Task A_change_of_what_has_been_deleted_is_NOT_FOUND()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        await using var db = database.Open();
        var account = await db.Accounts.SingleAsync();
        await using (var other = database.Open()) await other.Accounts.ExecuteDeleteAsync();

        account.Revise(new AccountDetails { Name = "新名称" }, Given.Now);
        var refused = await Assert.ThrowsAsync<DomainException>(() => db.SaveChangesAsync());

        Assert.Equal(ErrorCode.NotFound, refused.Code);
    }
}
