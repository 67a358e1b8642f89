using CrmGraph.Domain.Accounts;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Tests;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.PostgreSql.Tests;

/// <summary>Many transactions at a time, long and short: no reader ever passes a position that may still be filled.</summary>
public sealed class LateCommitTests
{
    private const int Writers = 16;
    private const int TransactionsEach = 25;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_that_is_open_for_long_holds_nobody_back_and_gets_its_position_when_it_commits()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        var before = (await BoundsAsync(database)).Last;
        await using var slow = database.Open();
        await using var transaction = await slow.Database.BeginTransactionAsync(Cancelled);
        var late = Given.Account(market.Seller);
        slow.Add(late);
        await slow.SaveChangesAsync(Cancelled);

        for (var i = 0; i < 3; i++) await database.SaveAsync(Given.Account(market.Seller));
        Assert.Equal(before + 3, (await BoundsAsync(database)).Last);
        var early = await ReadAsync(database, before);
        await transaction.CommitAsync(Cancelled);

        Assert.Equal([before + 1, before + 2, before + 3], early.Select(e => e.Position));
        var last = Assert.Single(await ReadAsync(database, early[^1].Position));
        Assert.Equal((before + 4, late.Id.Value), (last.Position, last.SubjectId));
    }

    [Fact]
    public async Task While_a_commit_is_under_way_readers_see_nothing_of_it_and_the_next_commit_waits()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        var before = (await BoundsAsync(database)).Last;
        await using var committing = database.Open();
        await using var transaction = await committing.Database.BeginTransactionAsync(Cancelled);
        await committing.Database.ExecuteSqlRawAsync("""UPDATE "EventLogHead" SET "Last" = "Last" + 1""", Cancelled);

        var next = database.SaveAsync(Given.Account(market.Seller));
        await WaitForALockAsync(database);

        Assert.False(next.IsCompleted);
        Assert.Equal(before, (await BoundsAsync(database)).Last);
        await transaction.CommitAsync(Cancelled);
        await next;
        Assert.Equal(before + 2, Assert.Single(await ReadAsync(database, before)).Position);
    }

    [Fact]
    public async Task Readers_who_follow_many_writers_get_every_event_once_and_in_order()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        var start = (await BoundsAsync(database)).Last;
        using var done = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 4).Select(_ => Task.Run(() => FollowAsync(database, start, done.Token))).ToList();

        var committed = await Task.WhenAll(Enumerable.Range(0, Writers).Select(n => Task.Run(() => WriteAsync(database, market, new Random(n)))));
        await done.CancelAsync();

        var expected = committed.SelectMany(c => c).ToHashSet();
        foreach (var read in await Task.WhenAll(reading))
        {
            Assert.Equal(Enumerable.Range(1, expected.Count).Select(i => start + i), read.Select(e => e.Position));
            Assert.Equal(expected, read.Select(e => e.SubjectId).ToHashSet());
        }
    }

    private static async Task<List<Guid>> WriteAsync(CrmDatabase database, Market market, Random random)
    {
        List<Guid> committed = [];
        for (var i = 0; i < TransactionsEach; i++)
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
            Account account = Given.Account(market.Seller);
            db.Add(account);
            await db.SaveChangesAsync(Cancelled);
            // some take their time between the save and the commit, and some give up
            await Task.Delay(random.Next(30), Cancelled);
            if (random.Next(5) == 0) continue;
            await transaction.CommitAsync(Cancelled);
            committed.Add(account.Id.Value);
        }
        return committed;
    }

    private static async Task<List<LoggedEvent>> FollowAsync(CrmDatabase database, long after, CancellationToken done)
    {
        List<LoggedEvent> read = [];
        while (true)
        {
            // once more after the last commit
            var isLast = done.IsCancellationRequested;
            var some = await ReadAsync(database, after);
            read.AddRange(some);
            if (some.Count > 0) after = some[^1].Position;
            else if (isLast) return read;
        }
    }

    private static async Task WaitForALockAsync(CrmDatabase database)
    {
        await using var db = database.Open();
        while (await db.Database.SqlQueryRaw<int>("""SELECT COUNT(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""").SingleAsync(Cancelled) == 0)
            await Task.Delay(10, Cancelled);
    }

    private static async Task<List<LoggedEvent>> ReadAsync(CrmDatabase database, long after)
    {
        await using var db = database.Open();
        return await db.ReadEventsAsync(after, long.MaxValue, null, 100, Cancelled);
    }

    private static async Task<EventLogBounds> BoundsAsync(CrmDatabase database)
    {
        await using var db = database.Open();
        return await db.ReadBoundsAsync(Cancelled);
    }
}
