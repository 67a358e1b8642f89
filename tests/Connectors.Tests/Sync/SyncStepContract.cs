using CrmGraph.Domain.Activities;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.Sync;

/// <summary>What a step of a system that is read leaves in the database, whatever happens in the middle of it and whoever else is at it; on each kind of database.</summary>
public abstract class SyncStepContract
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts a system with nothing in it.</summary>
    private protected abstract SyncUnderTest.Start Start { get; }

    /// <summary>A database with the tables and nothing else.</summary>
    private protected virtual Func<Task<TestDatabase>> Database => MigratedDatabase.CopySqliteAsync;

    [Fact]
    public async Task A_step_that_fails_at_any_statement_has_written_nothing_or_a_whole_page()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        scene.Put(3 * SyncScene.PageSize);
        var source = await ReadOnePageAsync(scene);
        var count = await CountAsync(scene);

        var tries = 0;
        for (var isWritten = false; !isWritten;)
        {
            scene.Node.Failures.FailAt(++tries);
            await scene.Node.TakeAsync(source);
            Assert.False(scene.Node.Failures.IsWaiting, "The page was written, and nothing had failed after it.");
            var now = Assert.Single(await scene.SourcesAsync(), s => s.Id == source.Id);
            isWritten = now.Cursor != source.Cursor;
            Assert.Equal(isWritten ? count + SyncScene.PageSize : count, await CountAsync(scene));
            Assert.Equal((isWritten ? source.Turn + 1 : source.Turn, SyncState.Failed), (now.Turn, now.State));
        }
        await scene.SettleAsync();

        Assert.True(tries > 8, $"Only {tries} statements were seen.");
        Assert.Equal(3 * SyncScene.PageSize, await CountAsync(scene));
        Assert.Equal(3 * SyncScene.PageSize, (await scene.StoredAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Two_nodes_that_do_the_same_at_the_same_moment_store_everything_once()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(8);
        SyncNode[] nodes = [scene.Node, scene.NewNode()];
        await Task.WhenAll(nodes.Select(n => n.Connector.PrepareAsync(Cancelled)));

        for (var rounds = 0; await scene.Node.DueAsync() is { Count: > 0 } due; rounds++)
        {
            Assert.True(rounds < 40, "There is no end.");
            // both have read the same row, and believe that it is theirs
            foreach (var source in due) await Task.WhenAll(nodes.Select(n => n.TakeAsync(source)));
        }

        Assert.Equal(names, await scene.StoredAsync());
        Assert.Equal(names.Count, await CountAsync(scene));
        Assert.Equal(names.Count, (await scene.SourcesAsync()).Sum(s => s.Stored) - await StoredBesidesAsync(scene));
        Assert.All(await scene.SourcesAsync(), s => Assert.Null(s.LastError));
    }

    /// <summary>Works until a part has brought a page and has another one.</summary>
    private protected static async Task<SyncSource> ReadOnePageAsync(SyncScene scene)
    {
        await scene.Node.Connector.PrepareAsync(Cancelled);
        for (var seen = new HashSet<Guid>(); (await scene.Node.DueAsync()).Find(s => seen.Add(s.Id)) is { } source;)
        {
            if (await scene.Node.TakeAsync(source) is { } more && await CountAsync(scene) == SyncScene.PageSize) return more;
        }
        throw new InvalidOperationException("No part has two pages.");
    }

    /// <summary>How many items are linked to the system; each is there once.</summary>
    private protected static async Task<int> CountAsync(SyncScene scene)
    {
        await using var db = scene.Open();
        var count = await db.ImportedItems.CountAsync(i => i.SourceId != null, Cancelled);
        Assert.Equal(count, await db.Activities.CountAsync(a => a.Origin != ActivityOrigin.Manual, Cancelled));
        return count;
    }

    // parts like the list of folders count what they found too
    private static async Task<long> StoredBesidesAsync(SyncScene scene)
    {
        await using var db = scene.Open();
        var parts = await db.ImportedItems.Where(i => i.SourceId != null).Select(i => i.SourceId).Distinct().ToListAsync(Cancelled);
        return (await scene.SourcesAsync()).Where(s => !parts.Contains(s.Id)).Sum(s => s.Stored);
    }
}
