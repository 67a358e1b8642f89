using CrmGraph.Domain.Events;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Chaos;

/// <summary>
/// Writers write and subscribers listen while nodes are killed; then everything has to be in the log exactly once, and everybody has to
/// have got exactly what the log holds for them.
/// </summary>
/// <param name="cluster">The nodes; all live.</param>
/// <param name="receiver">Where their webhook goes.</param>
/// <param name="database">Reads the database.</param>
/// <param name="seed">What the run's luck is made of.</param>
/// <param name="output">Where it reports.</param>
internal sealed class ChaosRun(Cluster cluster, WebhookReceiver receiver, ServiceProvider database, int seed, ITestOutputHelper output)
{
    private const int Writers = 8;
    private const int Subscribers = 20;

    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    /// <summary>Does it.</summary>
    /// <param name="duration">How long the storm lasts.</param>
    /// <param name="disturbAsync">Breaks something and mends it again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task RunAsync(TimeSpan duration, Func<Random, Task> disturbAsync, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var start = (await cluster.QueryAsync("{ eventCursor }", random, cancellationToken)).GetProperty("eventCursor").GetString()!;
        var writers = Enumerable.Range(0, Writers).Select(i => new Writer(i, cluster, new Random(seed + 100 + i))).ToList();
        foreach (var writer in writers) await writer.PrepareAsync(cancellationToken);
        using var storm = new CancellationTokenSource(duration);
        using var calm = new CancellationTokenSource();
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        settled.CancelAfter(duration + Settling);
        IReadOnlyList<(LoggedEvent Event, string Cursor)> log = [];
        var subscribers = Enumerable.Range(0, Subscribers)
            .Select(i => new Subscriber(SubscriberQuestion.All[i % SubscriberQuestion.All.Length], i % 2 == 1, start, cluster, new Random(seed + 200 + i))).ToList();
        var listening = subscribers.ConvertAll(s => Task.Run(() => s.RunAsync(x => x.Cursors.Count >= log.Count(e => x.Question.IsWanted(e.Event)), calm.Token, settled.Token), cancellationToken));
        var writing = writers.ConvertAll(w => Task.Run(() => w.RunAsync(storm.Token, settled.Token), cancellationToken));

        var disturbances = 0;
        for (; !storm.IsCancellationRequested; disturbances++)
        {
            await Task.Delay(random.Next(500, 2500), cancellationToken);
            await disturbAsync(random);
        }
        await Task.WhenAll(writing);
        log = await LogAsync(start, cancellationToken);
        await calm.CancelAsync();
        await Task.WhenAll(listening);
        await HandledAsync(log.Count, settled.Token);

        output.WriteLine(
            $"seed {seed}: {disturbances} disturbances; {writers.Sum(w => w.Acknowledged)} mutations acknowledged, {log.Count} events; "
            + $"{Subscribers} subscribers over {subscribers.Sum(s => s.Connections)} connections got {subscribers.Sum(s => s.Cursors.Count)} events; "
            + $"webhook: {receiver.Handled.Count} handled, {receiver.Repeated} came more than once");
        CheckWriters(writers, log);
        foreach (var subscriber in subscribers) Assert.Equal(log.Where(e => subscriber.Question.IsWanted(e.Event)).Select(e => e.Cursor), subscriber.Cursors);
        Assert.Equal(log.Select(e => e.Cursor).Order(StringComparer.Ordinal), receiver.Handled.Select(h => h.Cursor).Order(StringComparer.Ordinal));
        Assert.All(receiver.Handled.GroupBy(h => h.Subject), s => Assert.Equal(s.Select(h => h.Sequence).Order(), s.Select(h => h.Sequence)));
        await CheckInboxAsync(log, cancellationToken);
    }

    private static void CheckWriters(List<Writer> writers, IReadOnlyList<(LoggedEvent Event, string Cursor)> log)
    {
        var bySubject = log.Select(e => e.Event).ToLookup(e => NodeId.Encode(e.SubjectType, e.SubjectId));
        foreach (var writer in writers)
        {
            var ofDeal = bySubject[writer.Deal].ToList();
            Assert.Equal(Enumerable.Range(1, ofDeal.Count), ofDeal.Select(e => e.Sequence));
            Assert.Equal(writer.Moves, ofDeal.Where(e => e.Type == EventType.StageChanged).Select(e => Value(e.Data, d => d.GetProperty("to"))));
            Assert.Equal(writer.Steps, ofDeal.Where(e => e.Type == EventType.OpportunityUpdated).Select(e => Value(e.Changes, c => c.EnumerateArray().Single(f => f.GetProperty("field").GetString() == "nextStep").GetProperty("after"))));
            Assert.All(writer.Leads, lead => Assert.Single(bySubject[lead], e => e.Type == EventType.LeadCreated));
        }
        Assert.Equal(writers.Sum(w => w.Leads.Count), log.Count(e => e.Event.Type == EventType.LeadCreated));
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => log[0].Event.Position + i), log.Select(e => e.Event.Position));
    }

    private static string? Value(string json, Func<System.Text.Json.JsonElement, System.Text.Json.JsonElement> pick) => pick(System.Text.Json.JsonElement.Parse(json)).GetString();

    private async Task<IReadOnlyList<(LoggedEvent Event, string Cursor)>> LogAsync(string start, CancellationToken cancellationToken)
    {
        var cursors = database.GetRequiredService<EventCursors>();
        await cursors.PrepareAsync(cancellationToken);
        Assert.True(cursors.TryRead(start, out var after));
        await using var scope = database.CreateAsyncScope();
        var events = await scope.ServiceProvider.GetRequiredService<CrmDbContext>().ReadEventsAsync(after, long.MaxValue, null, int.MaxValue, cancellationToken);
        return [.. events.Select(e => (e, cursors.Write(e.Position)))];
    }

    private async Task HandledAsync(int events, CancellationToken cancellationToken)
    {
        try
        {
            while (receiver.Handled.Count < events) await Task.Delay(100, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The webhook has handled {receiver.Handled.Count} of {events} events.\n{string.Join('\n', cluster.Nodes.Select(n => n.Output))}");
        }
    }

    // one row per event, whatever was published twice
    private async Task CheckInboxAsync(IReadOnlyList<(LoggedEvent Event, string Cursor)> log, CancellationToken cancellationToken)
    {
        await using var scope = database.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        var first = log[0].Event.Position;
        var positions = await db.Set<Delivery>().Where(d => d.Position >= first).OrderBy(d => d.Position).Select(d => d.Position).ToListAsync(cancellationToken);
        Assert.Equal(log.Select(e => e.Event.Position), positions);
    }
}
