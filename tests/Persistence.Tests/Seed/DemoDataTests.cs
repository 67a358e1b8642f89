using System.Diagnostics;
using System.Globalization;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Numbering;
using CrmGraph.Persistence.Seed;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.Seed;

public sealed class DemoDataTests(ITestOutputHelper output)
{
    private static readonly FakeTimeProvider Clock = new();

    [Fact]
    public async Task A_full_demo_is_the_size_it_says_and_looks_alive()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();

        var watch = Stopwatch.StartNew();
        Assert.True(await DemoData.FillAsync(db, Clock, 1, default));
        output.WriteLine($"filled in {watch.ElapsedMilliseconds} ms");

        Assert.Equal(300, await db.Leads.CountAsync());
        Assert.Equal(200, await db.Opportunities.CountAsync());
        Assert.Equal(80, await db.Accounts.CountAsync());
        Assert.InRange(await db.Contacts.CountAsync(), 170, 230);
        Assert.InRange(await db.Activities.CountAsync(), 850, 1150);
        Assert.Equal(Enum.GetValues<Role>().Order(), (await db.Users.Select(u => u.Role).Distinct().ToListAsync()).Order());
        Assert.Equal(2, await db.Teams.CountAsync(t => t.ParentId == null));
        foreach (var kind in Enum.GetValues<StageKind>())
            Assert.InRange(await db.Opportunities.CountAsync(o => o.Status == kind), 20, 120);
        var perStage = await db.Stages
            .OrderBy(s => s.PipelineId).ThenBy(s => s.Position)
            .Select(s => new { s.Name, Count = db.Opportunities.Count(o => o.StageId == s.Id) })
            .ToListAsync();
        foreach (var stage in perStage) output.WriteLine($"{stage.Name}: {stage.Count}");
        Assert.All(perStage, s => Assert.NotEqual(0, s.Count));
        Assert.Empty(await database.TakeEventsAsync());
    }

    [Fact]
    public async Task Nothing_of_the_demo_lies_in_the_future()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();
        await DemoData.FillAsync(db, Clock, 1, default);
        var now = Clock.GetUtcNow();

        Assert.Equal(0, await db.Leads.CountAsync(l => l.CreatedAt > now || l.UpdatedAt > now || l.UpdatedAt < l.CreatedAt));
        Assert.Equal(0, await db.Opportunities.CountAsync(o => o.CreatedAt > now || o.UpdatedAt > now || o.LastActivityAt > now || o.UpdatedAt < o.CreatedAt));
        Assert.Equal(0, await db.StageChanges.CountAsync(c => c.At > now || c.TimeInFrom < TimeSpan.Zero));
        Assert.Equal(0, await db.Activities.CountAsync(a => a.CreatedAt > now || a.CompletedAt > now));
    }

    [Fact]
    public async Task Two_demos_at_the_same_time_differ_only_in_their_ids()
    {
        await using var first = await CrmDatabase.CreateAsync();
        await using var second = await CrmDatabase.CreateAsync();

        Assert.Equal(await PrintAsync(first), await PrintAsync(second));

        static async Task<List<string>> PrintAsync(CrmDatabase database)
        {
            await using var db = database.Open();
            await DemoData.FillAsync(db, Clock, 1, default);
            var deals = await db.Opportunities.AsNoTracking().OrderBy(o => o.Number).ToListAsync();
            var leads = await db.Leads.AsNoTracking().OrderBy(l => l.CreatedAt).ThenBy(l => l.Name).ThenBy(l => l.Score).ToListAsync();
            var activities = await db.Activities.AsNoTracking().ToListAsync();
            return
            [
                .. deals.Select(o => $"{o.Number} {o.Name} {o.Status} {o.Amount} {o.CreatedAt:O} {o.UpdatedAt:O} {o.NextStep} {string.Join(",", o.StageHistory.OrderBy(c => c.Sequence).Select(c => c.At.UtcTicks))}"),
                .. leads.Select(l => $"{l.Name} {l.Company} {l.Email} {l.Status} {l.Score} {l.Grade} {l.UpdatedAt:O}"),
                .. activities.Select(a => $"{a.Kind} {a.Subject} {a.Outcome} {a.CreatedAt:O} {a.Participants.Count}").Order(StringComparer.Ordinal),
            ];
        }
    }

    [Fact]
    public async Task A_database_with_users_is_left_as_it_is()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(Given.User());
        await using var db = database.Open();

        Assert.False(await DemoData.FillAsync(db, Clock, 1, default));

        Assert.Equal(1, await db.Users.CountAsync());
        Assert.Equal(0, await db.Leads.CountAsync());
    }

    [Fact]
    public async Task Filling_that_is_cut_off_leaves_the_database_empty_and_can_be_repeated()
    {
        await using var database = await CrmDatabase.CreateAsync();
        using var cut = new CancellationTokenSource();
        await using (var db = database.Open())
        {
            db.SavedChanges += (_, _) => cut.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DemoData.FillAsync(db, Clock, 1, cut.Token));
        }

        await using var again = database.Open();
        Assert.Equal(0, await again.Users.CountAsync());
        Assert.True(await DemoData.FillAsync(again, Clock, 1, default));
    }

    [Fact]
    public async Task Numbers_go_on_after_those_of_the_demo()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();
        await DemoData.FillAsync(db, Clock, 1, default);
        var newest = await db.Opportunities.MaxAsync(o => o.Number);
        Assert.NotNull(newest);

        await using var transaction = await db.Database.BeginTransactionAsync();
        var next = await OpportunityNumbers.NextAsync(db, Clock.GetUtcNow(), default);

        Assert.Equal(int.Parse(newest[7..], CultureInfo.InvariantCulture) + 1, int.Parse(next[7..], CultureInfo.InvariantCulture));
        Assert.Equal(newest[..7], next[..7]);
    }
}
