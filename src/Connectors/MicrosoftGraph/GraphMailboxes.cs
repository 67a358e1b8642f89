using CrmGraph.Domain.Activities;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>The mailboxes of users, as far as something can go out through them.</summary>
internal sealed class GraphMailboxes
{
    private readonly Dictionary<string, ActivityVisibility> _limits;
    private readonly EventLogSignal _signal;

    public GraphMailboxes(IOptions<GraphOptions> options, EventLogSignal signal)
    {
        _signal = signal;
        _limits = options.Value.Enabled
            ? options.Value.All.ToDictionary(m => m.Address!.Trim().ToLowerInvariant(), m => Enum.Parse<ActivityVisibility>(m.Visibility ?? options.Value.Visibility, ignoreCase: true), StringComparer.Ordinal)
            : [];
    }

    /// <summary>How much others may see of what goes through the mailbox of an address; null if there is no such mailbox.</summary>
    public ActivityVisibility? LimitOf(string address) => _limits.TryGetValue(address, out var limit) ? limit : null;

    /// <summary>Notes in the caller's transaction that an activity goes out through a mailbox.</summary>
    public static async Task DispatchAsync(CrmDbContext db, Activity activity, string address, bool isMeeting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(activity);
        db.OutgoingItems.Add(new OutgoingItem { ActivityId = activity.Id, Mailbox = address, IsMeeting = isMeeting, CreatedAt = now, NextAttemptAt = now });
        await GraphSources.WakeAsync(db, address, [GraphSources.Outbox], now, cancellationToken);
    }

    /// <summary>Says anew what the conversation of an activity is about, in the caller's transaction, and has what belongs to it be looked for.</summary>
    public async Task RelateAsync(CrmDbContext db, ActivityId activity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var threads = await db.ImportedItems.Where(i => i.ActivityId == activity && i.ThreadKey != null).Select(i => new { i.Mailbox, Thread = i.ThreadKey! }).ToListAsync(cancellationToken);
        foreach (var mailbox in threads.GroupBy(t => t.Mailbox, t => t.Thread))
        {
            await db.RelateAsync(mailbox.Key, [.. mailbox.Distinct()], now, cancellationToken);
            await GraphSources.WakeAsync(db, mailbox.Key, [GraphSources.Lookup], now, cancellationToken);
        }
        _signal.Wake();
    }
}
