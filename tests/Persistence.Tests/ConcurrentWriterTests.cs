using System.Text.Json;
using CrmGraph.Persistence.Numbering;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests;

public sealed class ConcurrentWriterTests
{
    private const int Writers = 8;
    private const int DealsEach = 25;

    [Fact]
    public async Task Eight_writers_at_once_never_see_a_busy_database_and_get_numbers_without_a_repeat()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));

        await using var db = database.Open();
        var numbers = await db.Opportunities.Select(o => o.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, Writers * DealsEach).Select(n => $"O-2026-{n:00000}"), numbers.Order(StringComparer.Ordinal));

        async Task WriteAsync()
        {
            for (var i = 0; i < DealsEach; i++)
            {
                await using var db = database.Open();
                await using var transaction = await db.Database.BeginTransactionAsync();
                var number = await OpportunityNumbers.NextAsync(db, Given.Now, default);
                db.Add(Given.Opportunity(market.Account, market.Pipeline, market.Seller, number: number));
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }
        }
    }

    [Fact]
    public async Task Writers_that_change_one_deal_lose_no_change_and_log_in_the_order_of_their_commits()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await database.TakeEventsAsync();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(MoveToAndFroAsync)));

        await using var db = database.Open();
        var deal = await db.Opportunities.SingleAsync();
        Assert.Equal(1 + (Writers * 5), deal.Version);
        var logged = (await database.TakeEventsAsync()).Select(e => JsonElement.Parse(e.Data)).Select(e => (e.GetProperty("from").GetString(), e.GetProperty("to").GetString())).ToList();
        Assert.Equal(deal.StageHistory.OrderBy(c => c.Sequence).Skip(1).Select(c => ((string?)$"Stage:{c.FromStageId}", (string?)$"Stage:{c.ToStageId}")), logged);

        async Task MoveToAndFroAsync()
        {
            for (var done = 0; done < 5;)
            {
                await using var db = database.Open();
                var deal = await db.Opportunities.SingleAsync();
                var next = deal.StageId == market.Pipeline.First.Id ? "quote" : "talk";
                deal.MoveTo(market.Pipeline.StageWith(next), market.Seller.Id, null, Given.Now.AddSeconds(deal.StageHistory.Count));
                try
                {
                    await db.SaveChangesAsync();
                    done++;
                }
                catch (Domain.Shared.VersionConflictException)
                {
                    // somebody was faster: read again
                }
            }
        }
    }

    [Fact]
    public async Task A_transaction_that_is_disposed_of_lets_the_next_writer_in()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
        }

        await database.SaveAsync(market.All);

        await using var again = database.Open();
        Assert.Equal(1, await again.Accounts.CountAsync());
    }

    [Fact]
    public async Task Readers_see_the_state_before_a_transaction_that_is_still_open()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        await using var writer = database.Open();
        await using var transaction = await writer.Database.BeginTransactionAsync();
        writer.Add(market.Deal());
        await writer.SaveChangesAsync();

        await using var reader = database.Open();
        Assert.Equal(0, await reader.Opportunities.CountAsync());
        await transaction.CommitAsync();
        Assert.Equal(1, await reader.Opportunities.CountAsync());
    }

    [Fact]
    public async Task A_number_is_only_given_inside_a_transaction()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => OpportunityNumbers.NextAsync(db, Given.Now, default));
    }
}
