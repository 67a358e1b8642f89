using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Events;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Brings mail and meetings of Microsoft 365 in, and sends what is to go out.</summary>
internal sealed class GraphConnector(
    IDbContextFactory<CrmDbContext> databases,
    IOptions<GraphOptions> options,
    GraphSources sources,
    KeyedHashes hashes,
    FolderSync folders,
    MailSync mail,
    CalendarSync calendar,
    LookupSync lookup,
    SubscriptionSync subscriptions,
    OutboxSync outbox,
    TimeProvider time) : ISyncConnector
{
    private const string Reader = "sync:graph";
    private const int Batch = 500;

    private static readonly EventType[] People = [EventType.ContactCreated, EventType.ContactUpdated, EventType.LeadCreated, EventType.LeadUpdated, EventType.AccountCreated, EventType.AccountUpdated];

    private readonly Dictionary<string, MailboxRules> _rules = options.Value.Enabled ? options.Value.All.Select(m => new MailboxRules(options.Value, m)).ToDictionary(r => r.Address, StringComparer.Ordinal) : [];
    private bool _isPrepared;

    /// <inheritdoc/>
    public string Key => GraphSources.Connector;

    /// <inheritdoc/>
    public string Kind => "MicrosoftGraph";

    /// <inheritdoc/>
    public bool IsEnabled => options.Value.Enabled;

    /// <inheritdoc/>
    public TimeSpan PollInterval => options.Value.PollInterval;

    /// <inheritdoc/>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await hashes.PrepareAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!_isPrepared)
        {
            await AddSourcesAsync(db, cancellationToken);
            foreach (var rules in _rules.Values) await rules.TightenAsync(db, cancellationToken);
            await db.StartReaderAsync(Reader, (await db.ReadBoundsAsync(cancellationToken)).Last, time.GetUtcNow(), cancellationToken);
            _isPrepared = true;
        }
        await LookForPeopleAsync(db, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SyncResult> SyncAsync(SyncSource source, CancellationToken cancellationToken)
    {
        if (!_rules.TryGetValue(source.Account, out var rules)) return new SyncResult.Failed("The mailbox is not in the configuration any more.");
        try
        {
            return source.Kind switch
            {
                GraphSources.Folders => await folders.StepAsync(source, cancellationToken),
                GraphSources.Mail => await mail.StepAsync(source, rules, cancellationToken),
                GraphSources.Calendar => await calendar.StepAsync(source, rules, cancellationToken),
                GraphSources.Lookup => await lookup.StepAsync(source, rules, cancellationToken),
                GraphSources.Subscriptions => await subscriptions.StepAsync(source, cancellationToken),
                _ => await outbox.StepAsync(source, cancellationToken),
            };
        }
        catch (UnknownMailboxException unknown)
        {
            return new SyncResult.Failed(unknown.Message);
        }
        catch (ApiException missing) when (source.Kind == GraphSources.Mail && GraphFailures.IsMissing(missing))
        {
            return await folders.ForgetAsync(source, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && GraphFailures.ResultOf(failure) is { } result)
        {
            return result;
        }
    }

    private async Task AddSourcesAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        List<string> mailboxes = [.. _rules.Keys];
        var isTold = options.Value.PublicUrl is not null;
        await db.SyncSources.Where(s => s.Connector == Key && (!mailboxes.Contains(s.Account) || (!isTold && s.Kind == GraphSources.Subscriptions))).ExecuteDeleteAsync(cancellationToken);
        // Graph forgets them by itself; until then what it says of them wakes nothing
        await db.ChangeSubscriptions.Where(s => s.Connector == Key && (!mailboxes.Contains(s.Account) || !isTold)).ExecuteDeleteAsync(cancellationToken);
        string[] kinds = [GraphSources.Folders, GraphSources.Calendar, GraphSources.Lookup, GraphSources.Outbox, .. isTold ? [GraphSources.Subscriptions] : (string[])[]];
        var now = time.GetUtcNow();
        var wanted = mailboxes.SelectMany(m => kinds.Select(kind => sources.New(m, kind, null, kind, now))).ToDictionary(s => s.Key, StringComparer.Ordinal);
        if (await MissingAsync(db, wanted, cancellationToken) is not { Count: > 0 } missing) return;
        db.SyncSources.AddRange(missing);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // another node was faster; with all of them, or the next attempt adds the rest
            db.ChangeTracker.Clear();
            if ((await MissingAsync(db, wanted, cancellationToken)).Count > 0) throw;
        }
    }

    private async Task<List<SyncSource>> MissingAsync(CrmDbContext db, Dictionary<string, SyncSource> wanted, CancellationToken cancellationToken)
    {
        var there = await db.SyncSources.Where(s => s.Connector == Key).Select(s => s.Key).ToListAsync(cancellationToken);
        return [.. wanted.Values.ExceptBy(there, s => s.Key)];
    }

    // somebody who was nobody yesterday: what was left out then is looked through again
    private async Task LookForPeopleAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        if (await db.ReaderPositionAsync(Reader, cancellationToken) is not { } position) return;
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        if (position >= bounds.Last) return;
        var events = await db.ReadEventsAsync(Math.Max(position, bounds.Floor), bounds.Last, People, Batch, cancellationToken);
        var last = events.Count == Batch ? events[^1].Position : bounds.Last;
        await using var transaction = await db.BeginAsync(cancellationToken);
        if (!await db.MoveReaderAsync(Reader, position, last, time.GetUtcNow(), cancellationToken)) return;
        if (events.Exists(IsAboutAddress)) await LookAgainAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task LookAgainAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var mailbox in _rules.Keys)
        {
            await GraphSources.WakeAsync(db, mailbox, [GraphSources.Lookup], now, cancellationToken);
            var calendars = await db.SyncSources
                .Where(s => s.Connector == Key && s.Account == mailbox && s.Kind == GraphSources.Calendar && s.IsComplete && db.SkippedItems.Any(i => i.SourceId == s.Id && i.Reason == SkipReason.NoMatch))
                .Select(s => s.Id)
                .ToListAsync(cancellationToken);
            foreach (var id in calendars) await GraphSources.StartOverAsync(db, id, now, cancellationToken);
        }
    }

    private static bool IsAboutAddress(LoggedEvent happened) => happened.Type switch
    {
        EventType.ContactUpdated or EventType.LeadUpdated => happened.Changes.Contains("\"email\"", StringComparison.Ordinal),
        EventType.AccountUpdated => happened.Changes.Contains("\"website\"", StringComparison.Ordinal),
        _ => true,
    };
}
