using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Alerts;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Alerts;

/// <summary>What the server alerts to by itself: once per episode, however often it looks.</summary>
public sealed class AlertRaisingTests(CrmApi api) : IClassFixture<CrmApi>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deal_without_updates_is_alerted_to_once_until_the_next_update()
    {
        var deal = await api.CreateDealAsync();
        var limit = await LimitAsync(deal);
        var created = api.Time.GetUtcNow();

        await RunAsync((db, _) => db.AlertToStagnationAsync(created + limit, Cancelled));
        Assert.Empty(await api.RaisedAsync(deal));
        for (var i = 0; i < 3; i++) await RunAsync((db, _) => db.AlertToStagnationAsync(created + limit + TimeSpan.FromHours(i + 1), Cancelled));
        var once = await api.RaisedAsync(deal);

        await api.DoAsync("updateOpportunity", new { id = deal, nextStep = "拜访" });
        var updated = api.Time.GetUtcNow();
        await RunAsync((db, _) => db.AlertToStagnationAsync(updated + limit + TimeSpan.FromTicks(1), Cancelled));

        string[] expected = [$"east.manager Warning OPPORTUNITY_STAGNANT {limit.Days}", $"wang.fang Info OPPORTUNITY_STAGNANT {limit.Days}"];
        Assert.Equal(expected, once);
        // the update came at the same moment as the creation, since the clock stands still
        Assert.Equal(expected, await api.RaisedAsync(deal));
        api.Time.Advance(TimeSpan.FromMinutes(1));
        await api.DoAsync("updateOpportunity", new { id = deal, nextStep = "再拜访" });
        await RunAsync((db, _) => db.AlertToStagnationAsync(api.Time.GetUtcNow() + limit + TimeSpan.FromTicks(1), Cancelled));
        Assert.Equal(4, (await api.RaisedAsync(deal)).Count);
    }

    [Fact]
    public async Task Nodes_that_look_at_the_same_moment_raise_each_alert_once()
    {
        var deal = await api.CreateDealAsync();
        var now = api.Time.GetUtcNow() + await LimitAsync(deal) + TimeSpan.FromHours(1);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync((db, _) => db.AlertToStagnationAsync(now, Cancelled))));

        Assert.Equal(2, (await api.RaisedAsync(deal)).Count);
    }

    [Fact]
    public async Task A_closed_deal_is_nobodys_worry()
    {
        var deal = await api.CreateDealAsync();
        await api.DoAsync("loseOpportunity", new { opportunityId = deal, reason = "price" });

        await RunAsync((db, now) => db.AlertToStagnationAsync(now + TimeSpan.FromDays(300), Cancelled));

        Assert.Empty(await api.RaisedAsync(deal));
    }

    [Fact]
    public async Task The_owner_is_alerted_to_an_overdue_activity_once_for_each_date()
    {
        var deal = await api.CreateDealAsync();
        var input = new { kind = "CALL", subject = "回访", opportunityId = deal, dueAt = "2026-06-20T09:00:00Z" };
        var activity = (await api.DataAsync("wang.fang", "mutation ($input: LogActivityInput!) { logActivity(input: $input) { activity { id } errors { message } } }", new { input }))
            .At("logActivity", "activity", "id").GetString()!;
        var due = new DateTimeOffset(2026, 6, 20, 9, 0, 0, TimeSpan.Zero);

        await RunAsync((db, _) => db.AlertToOverdueActivitiesAsync(due, Cancelled));
        Assert.Empty(await api.RaisedAsync(activity));
        await RunAsync((db, _) => db.AlertToOverdueActivitiesAsync(due.AddDays(2), Cancelled));
        await RunAsync((db, _) => db.AlertToOverdueActivitiesAsync(due.AddDays(3), Cancelled));
        Assert.Equal(["wang.fang Warning ACTIVITY_OVERDUE 2"], await api.RaisedAsync(activity));

        await api.DoAsync("updateActivity", new { id = activity, dueAt = "2026-06-25T09:00:00Z" });
        await RunAsync((db, _) => db.AlertToOverdueActivitiesAsync(due.AddDays(6), Cancelled));
        await api.DoAsync("completeActivity", new { id = activity });
        await RunAsync((db, _) => db.AlertToOverdueActivitiesAsync(due.AddDays(9), Cancelled));
        Assert.Equal(["wang.fang Warning ACTIVITY_OVERDUE 1", "wang.fang Warning ACTIVITY_OVERDUE 2"], await api.RaisedAsync(activity));
    }

    [Fact]
    public async Task The_owner_and_finance_are_alerted_to_an_overdue_instalment_once()
    {
        var deal = await api.CreateDealAsync();
        var input = new
        {
            opportunityId = deal,
            number = $"HT-{Guid.CreateVersion7():N}",
            signedOn = "2026-06-10",
            value = new { amount = "100", currency = "CNY" },
            instalments = new[] { new { dueOn = "2026-06-20", amount = new { amount = "100", currency = "CNY" } } },
        };
        var contract = (await api.DataAsync("wang.fang", "mutation ($input: SignContractInput!) { signContract(input: $input) { opportunity { contract { id } } errors { message } } }", new { input }))
            .At("signContract", "opportunity", "contract", "id").GetString()!;

        await RunAsync((db, _) => db.AlertToOverdueInstalmentsAsync(new DateTimeOffset(2026, 6, 20, 23, 59, 0, TimeSpan.Zero), Cancelled));
        Assert.Empty(await api.RaisedAsync(contract));
        for (var day = 21; day < 24; day++) await RunAsync((db, _) => db.AlertToOverdueInstalmentsAsync(new DateTimeOffset(2026, 6, day, 1, 0, 0, TimeSpan.Zero), Cancelled));

        Assert.Equal(
            ((string[])["wang.fang", .. await api.FinanceAsync()]).Select(u => $"{u} Warning INSTALMENT_OVERDUE 1").Order(StringComparer.Ordinal),
            await api.RaisedAsync(contract));
    }

    [Fact]
    public async Task Alerts_that_were_read_long_ago_are_forgotten_and_not_raised_again()
    {
        var deal = await api.CreateDealAsync();
        var now = api.Time.GetUtcNow() + await LimitAsync(deal) + TimeSpan.FromHours(1);
        await RunAsync((db, _) => db.AlertToStagnationAsync(now, Cancelled));
        await using (var db = api.Open())
        {
            foreach (var alert in await db.Alerts.ToListAsync(Cancelled)) alert.MarkRead(now);
            await db.SaveChangesAsync(Cancelled);
        }

        await RunAsync((db, _) => db.ForgetReadAlertsAsync(now, Cancelled));
        Assert.Equal(2, (await api.RaisedAsync(deal)).Count);
        while (await RunAsync((db, _) => db.ForgetReadAlertsAsync(now.AddTicks(1), Cancelled)) > 0)
        {
            // some at a time
        }
        await RunAsync((db, _) => db.AlertToStagnationAsync(now, Cancelled));

        Assert.Empty(await api.RaisedAsync(deal));
    }

    private async Task<int> RunAsync(Func<CrmDbContext, DateTimeOffset, Task<int>> run)
    {
        await using var db = api.Open();
        return await run(db, api.Time.GetUtcNow());
    }

    private async Task<TimeSpan> LimitAsync(string deal)
    {
        Assert.True(NodeId.TryDecode(deal, out _, out var id));
        var opportunityId = new Domain.Opportunities.OpportunityId(id);
        await using var db = api.Open();
        return (await db.Opportunities.Where(o => o.Id == opportunityId).Join(db.Stages, o => o.StageId, s => s.Id, (_, s) => s.StagnantAfter).SingleAsync(Cancelled))!.Value;
    }
}
