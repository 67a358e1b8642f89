using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.Funnels;

/// <summary>The sums that are kept as deals change are those that a recount finds.</summary>
public sealed class FunnelSumsTests
{
    private const int Writers = 4;
    private const int StepsEach = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_changes_by_several_writers_at_once_a_recount_finds_nothing_to_correct(int seed)
    {
        await using var database = await CrmDatabase.CreateAsync();
        var world = new FunnelWorld(seed);
        await database.SaveAsync(world.All);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(database, world, (seed * 100) + writer))));

        await using var db = database.Open();
        // whoever came last may have folded everything
        await database.SaveAsync(world.NewDeal(new Random(seed), Given.Now));
        var before = await SumsAsync(db, world);
        var unfolded = await db.FunnelEntries.CountAsync(TestContext.Current.CancellationToken);
        await db.FoldFunnelAsync(TestContext.Current.CancellationToken);
        var folded = await SumsAsync(db, world);
        var recount = await db.RecountFunnelAsync(TestContext.Current.CancellationToken);
        var recounted = await SumsAsync(db, world);
        Assert.True(unfolded > 0);
        Assert.Equal(before, folded);
        Assert.Equal(before, recounted);
        Assert.Equal(0, recount.Differences);
        Assert.Equal(await db.Opportunities.CountAsync(TestContext.Current.CancellationToken), recount.Deals);
    }

    [Fact]
    public async Task A_refused_save_leaves_no_trace_in_the_sums()
    {
        await using var database = await CrmDatabase.CreateAsync();
        var market = new Market();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await using var late = database.Open();
        var stale = await late.Opportunities.SingleAsync(TestContext.Current.CancellationToken);
        await using (var db = database.Open())
        {
            (await db.Opportunities.SingleAsync(TestContext.Current.CancellationToken)).Reprice(Given.Cny(5), Given.Now);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        stale.MoveTo(market.Pipeline.StageWith("sign"), market.Seller.Id, null, Given.Now);
        await Assert.ThrowsAsync<VersionConflictException>(() => late.SaveChangesAsync(TestContext.Current.CancellationToken));

        await using var after = database.Open();
        Assert.Equal(0, (await RecountAsync(after)).Differences);
        var sums = await FunnelCubes.SumsAsync(after, Everything(market.Pipeline.Id), TestContext.Current.CancellationToken);
        Assert.Equal([(FunnelFigure.Furthest, 1, 5m), (FunnelFigure.Standing, 1, 5m)], sums.Where(s => s.Count != 0).Select(s => (s.Figure, s.Count, s.Amount)).Order());
    }

    [Fact]
    public async Task Stages_in_another_order_change_how_far_deals_have_come()
    {
        await using var database = await CrmDatabase.CreateAsync();
        var market = new Market();
        var deal = market.Deal();
        deal.MoveTo(market.Pipeline.StageWith("quote"), market.Seller.Id, null, Given.Now.AddDays(1));
        deal.MoveTo(market.Pipeline.StageWith("talk"), market.Seller.Id, null, Given.Now.AddDays(2));
        await database.SaveAsync([.. market.All, deal]);
        await using (var db = database.Open())
        {
            var stages = (await db.Pipelines.SingleAsync(TestContext.Current.CancellationToken)).Stages.ToDictionary(s => s.Key);
            db.Entry(stages["talk"]).Property(s => s.Position).CurrentValue = 1;
            db.Entry(stages["quote"]).Property(s => s.Position).CurrentValue = 0;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using var after = database.Open();
        var furthest = (await FunnelCubes.SumsAsync(after, Everything(market.Pipeline.Id), TestContext.Current.CancellationToken)).Single(s => s.Figure == FunnelFigure.Furthest && s.Count != 0);
        Assert.Equal(market.Pipeline.StageWith("talk").Id, furthest.StageId);
        Assert.Equal(0, (await RecountAsync(after)).Differences);
    }

    [Fact]
    public async Task A_recount_corrects_what_was_changed_behind_the_back_of_the_context_and_says_how_much()
    {
        await using var database = await CrmDatabase.CreateAsync();
        var market = new Market();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await using var db = database.Open();
        await db.Opportunities.ExecuteUpdateAsync(o => o.SetProperty(x => x.TeamId, (TeamId?)null), TestContext.Current.CancellationToken);

        var (first, second) = (await RecountAsync(db), await RecountAsync(db));

        Assert.Equal((1, 0), (first.Differences > 0 ? 1 : 0, second.Differences));
        Assert.Null(await db.StageChanges.Select(c => EF.Property<TeamId?>(c, FunnelColumns.TeamId)).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_from_before_the_sums_is_noticed_and_filled()
    {
        await using var database = await CrmDatabase.CreateAsync();
        var market = new Market();
        await database.SaveAsync([.. market.All, market.Deal()]);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(
            """DELETE FROM "FunnelEntries"; UPDATE "Opportunities" SET "CreatedOn" = 0, "FurthestStageId" = NULL; UPDATE "StageChanges" SET "CreatedOn" = 0, "TeamId" = NULL;""",
            TestContext.Current.CancellationToken);

        Assert.True(await db.IsFunnelMissingAsync(TestContext.Current.CancellationToken));
        await db.RecountFunnelAsync(TestContext.Current.CancellationToken);

        Assert.False(await db.IsFunnelMissingAsync(TestContext.Current.CancellationToken));
        Assert.Equal(FunnelJournal.DayOf(Given.Now), await db.Opportunities.Select(o => EF.Property<int>(o, FunnelColumns.CreatedOn)).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(market.Team.Id, await db.StageChanges.Select(c => EF.Property<TeamId?>(c, FunnelColumns.TeamId)).SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, (await FunnelCubes.SumsAsync(db, Everything(market.Pipeline.Id), TestContext.Current.CancellationToken)).Sum(s => s.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1_000_003)]
    [InlineData(86_400_000L * 4000)]
    public void A_duration_is_within_the_bounds_of_its_bucket_and_coarse_buckets_hold_whole_fine_ones(long milliseconds)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        var fine = DurationBuckets.Of(duration);
        var (from, to) = DurationBuckets.Bounds(fine, DurationBuckets.FineBits);
        var (coarseFrom, coarseTo) = DurationBuckets.Bounds(DurationBuckets.Coarse(fine), DurationBuckets.CoarseBits);

        Assert.True(from <= duration && duration < to);
        Assert.True(coarseFrom <= from && to <= coarseTo);
        Assert.Equal(fine + 1, DurationBuckets.Of(to));
    }

    private static async Task WriteAsync(CrmDatabase database, FunnelWorld world, int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < StepsEach; step++)
        {
            await using var db = database.Open();
            try
            {
                await world.ChangeSomethingAsync(db, random, step);
            }
            catch (DomainException refused) when (refused.Code is ErrorCode.Conflict or ErrorCode.NotFound)
            {
                // another writer was faster, and has changed or deleted the deal; that change is as good
            }

            if (random.Next(40) > 0) continue;
            await using var folding = database.Open();
            await folding.FoldFunnelAsync(default);
        }
    }

    private static Task<FunnelRecountResult> RecountAsync(CrmDbContext db) => db.RecountFunnelAsync(TestContext.Current.CancellationToken);

    private static FunnelSlice Everything(PipelineId pipeline, FunnelGrouping? grouping = null) =>
        new(pipeline, FunnelSlice.Beginning, FunnelSlice.End, grouping, new Caller(new UserId(Guid.Empty), Role.Admin, null, []));

    private static async Task<List<string>> SumsAsync(CrmDbContext db, FunnelWorld world)
    {
        List<string> lines = [];
        foreach (var pipeline in world.Pipelines)
        {
            foreach (var grouping in new FunnelGrouping?[] { null, FunnelGrouping.Owner, FunnelGrouping.Team, FunnelGrouping.Source, FunnelGrouping.Month })
            {
                var slice = new FunnelSlice(pipeline.Id, new DateOnly(2026, 1, 20), new DateOnly(2026, 6, 11), grouping, Everything(pipeline.Id).Caller);
                var sums = await FunnelCubes.SumsAsync(db, slice, default);
                lines.AddRange(sums
                    .GroupBy(s => (s.Group, s.Figure, s.StageId, s.ReasonId, s.Currency))
                    .Select(g => (g.Key, Count: g.Sum(s => s.Count), Amount: g.Sum(s => s.Amount), Expected: g.Sum(s => s.Expected), Milliseconds: g.Sum(s => s.Milliseconds)))
                    .Where(g => g is not { Count: 0, Amount: 0, Expected: 0, Milliseconds: 0 })
                    .Select(g => $"{grouping} {g.Key} {g.Count} {g.Amount:0.0000} {g.Expected:0.0000} {g.Milliseconds}"));
            }

            foreach (var (stage, times) in await FunnelTimes.TimesAsync(db, Everything(pipeline.Id), default)) lines.Add($"{stage} {times}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
