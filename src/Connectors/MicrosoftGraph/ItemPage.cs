using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// One page of items on its way in: who is known decides what is stored and what it is about, who is not what is left out. It is used once.
/// </summary>
internal sealed class ItemPage(CrmDbContext db, SyncSource source, MailboxRules rules, Colleagues colleagues, User user, DateTimeOffset now, KeyedHashes hashes, List<RemoteItem> items, IReadOnlySet<string> settled)
{
    private readonly Dictionary<string, ImportedItem> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityId> _sameMessage = new(StringComparer.Ordinal);
    private readonly Dictionary<ActivityId, Activity> _activities = [];
    private readonly HashSet<string> _threads = new(StringComparer.Ordinal);
    private readonly LeftOut _left = new(source, rules.Address, now);
    private readonly List<ActivityId> _lost = [];
    private int _stored;
    private int _skipped;

    internal async Task<IntakeFigures> ApplyAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        foreach (var gone in items.Where(i => i.IsGone)) Lose(gone);
        var wanted = new List<RemoteItem>();
        foreach (var item in items.Where(i => !i.IsGone))
        {
            if (rules.Refuse(item, colleagues) is { } reason && !IsOwn(item)) Skip(item, reason);
            else if (IsInWindow(item) || _rows.ContainsKey(KeyOf(item))) wanted.Add(item);
            else _skipped++;
        }
        await StoreAsync(wanted, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await WithdrawAsync(cancellationToken);
        var linked = await db.RelateAsync(rules.Address, _threads, now, cancellationToken);
        await _left.NoteAsync(db, _rows.Values.Where(r => r.SourceId is not null).Select(r => r.MessageKey).ToList(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.TouchDealsAsync(_activities.Values, cancellationToken);
        var isMissing = source.Kind == GraphSources.Mail && linked.Count > 0 && await db.SkippedItems.AnyAsync(
            s => s.Mailbox == rules.Address && s.Reason == SkipReason.NoMatch && s.ThreadKey != null && linked.Contains(s.ThreadKey), cancellationToken);
        return new IntakeFigures(_stored, _skipped, isMissing);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var keys = items.ConvertAll(KeyOf);
        foreach (var row in await db.ImportedItems.Where(i => i.Mailbox == rules.Address && keys.Contains(i.ItemKey)).ToListAsync(cancellationToken)) _rows[row.ItemKey] = row;
        var messages = items.Where(i => !i.IsGone).Select(MessageKeyOf).Distinct().ToList();
        var same = await db.ImportedItems.Where(i => messages.Contains(i.MessageKey)).OrderBy(i => i.Id).Select(i => new { i.MessageKey, i.ActivityId }).ToListAsync(cancellationToken);
        foreach (var other in same) _sameMessage.TryAdd(other.MessageKey, other.ActivityId);
        var own = items.Select(i => i.OwnActivity).OfType<Guid>().Select(id => new ActivityId(id)).ToList();
        own = await db.OutgoingItems.Where(o => own.Contains(o.ActivityId) && o.Mailbox == rules.Address).Select(o => o.ActivityId).ToListAsync(cancellationToken);
        var ids = _rows.Values.Select(r => r.ActivityId).Concat(_sameMessage.Values).Concat(own).Distinct().ToList();
        foreach (var activity in await db.Activities.IgnoreQueryFilters().Where(a => ids.Contains(a.Id)).ToListAsync(cancellationToken)) _activities[activity.Id] = activity;
        foreach (var item in items.Where(i => i.OwnActivity is { } id && own.Contains(new ActivityId(id)))) _sameMessage[MessageKeyOf(item)] = new ActivityId(item.OwnActivity!.Value);
    }

    // something that left another folder than the one that is known may have come back there already
    private void Lose(RemoteItem item)
    {
        if (!_rows.TryGetValue(KeyOf(item), out var row) || row.SourceId != source.Id) return;
        // a calendar says so of everything that changes outside of its window, whether it is gone or not
        if (item.IsEvent && row.At < source.WindowStart) return;
        row.SourceId = null;
        _lost.Add(row.ActivityId);
    }

    private void Skip(RemoteItem item, SkipReason reason)
    {
        _skipped++;
        _left.Add(MessageKeyOf(item), ThreadKeyOf(item), reason);
        // it was wanted before, and became private for example
        if (_rows.TryGetValue(KeyOf(item), out var row) && row.SourceId is not null)
        {
            row.SourceId = null;
            _lost.Add(row.ActivityId);
        }
    }

    private async Task StoreAsync(List<RemoteItem> wanted, CancellationToken cancellationToken)
    {
        var outsiders = wanted.ToDictionary(i => i.Id, i => rules.Outsiders(i, colleagues), StringComparer.Ordinal);
        var customers = await CustomerIndex.ReadAsync(db, [.. outsiders.Values.SelectMany(o => o).Distinct()], cancellationToken);
        var threads = wanted.Select(ThreadKeyOf).OfType<string>().Distinct().ToList();
        var linked = await (
            from i in db.ImportedItems
            where i.Mailbox == rules.Address && i.ThreadKey != null && threads.Contains(i.ThreadKey)
            join a in db.Activities.IgnoreQueryFilters() on i.ActivityId equals a.Id
            where a.OpportunityId != null
            select i.ThreadKey).Distinct().ToListAsync(cancellationToken);
        foreach (var item in wanted)
        {
            var link = customers.Match(outsiders[item.Id]);
            var isKnown = link is not null || _rows.ContainsKey(KeyOf(item)) || IsOwn(item) || (ThreadKeyOf(item) is { } thread && linked.Contains(thread));
            if (isKnown) Store(item, link, customers.ContactsAmong(outsiders[item.Id]));
            else Skip(item, SkipReason.NoMatch);
        }
    }

    private void Store(RemoteItem item, ActivityLink? link, IReadOnlyCollection<ContactId> contacts)
    {
        _stored++;
        var (key, message) = (KeyOf(item), MessageKeyOf(item));
        var captured = Captured(item, contacts);
        var isNew = !_rows.TryGetValue(key, out var row);
        if (row?.SourceId is { } elsewhere && elsewhere != source.Id && !settled.Contains(item.Id)) throw new MovedMeanwhileException();
        var id = row?.ActivityId ?? (_sameMessage.TryGetValue(message, out var same) ? same : null);
        // a deal that has been closed or opened since says nothing about what came before
        var isSettled = row is { OpportunityId: not null } or { Candidates: not null };
        // the sender of a message that is linked by its conversation alone may be nobody
        var about = link ?? new ActivityLink(MatchReason.Thread, null, null, null, null, []);
        Activity activity;
        if (id is { } there && _activities.TryGetValue(there, out var known))
        {
            activity = known;
            activity.Recapture(captured, now);
            // what it is about is settled with the conversation; of one without, here
            if (link is not null && !isSettled && ThreadKeyOf(item) is null) activity.Attribute(about, now);
        }
        else
        {
            activity = Activity.Capture(captured, about, OwnerOf(item), now);
            db.Activities.Add(activity);
            _activities[activity.Id] = activity;
            _sameMessage[message] = activity.Id;
        }
        if (isNew)
        {
            row = new ImportedItem { Id = Guid.CreateVersion7(now), Mailbox = rules.Address, ItemKey = key, MessageKey = message, ThreadKey = ThreadKeyOf(item), ActivityId = activity.Id, At = item.At };
            db.ImportedItems.Add(row);
            _rows[key] = row;
        }
        (row!.SourceId, row.Generation, row.At) = (source.Id, source.Generation, item.At);
        if (!isSettled)
        {
            (row.Reason, row.OpportunityId, row.AccountId, row.Candidates) =
                (about.Reason, about.OpportunityId, about.AccountId, about.Candidates.Count == 0 ? null : string.Join(',', about.Candidates.Select(c => c.Value)));
        }
        if (row.ThreadKey is { } thread) _threads.Add(thread);
    }

    private CapturedActivity Captured(RemoteItem item, IReadOnlyCollection<ContactId> contacts) => new()
    {
        Kind = item.IsEvent ? ActivityKind.Meeting : ActivityKind.Email,
        Subject = item.Subject,
        Body = item.Body,
        Location = item.Location,
        StartAt = item.At,
        EndAt = item.EndAt,
        ParticipantIds = contacts,
        UserIds = [.. item.Participants.Select(p => colleagues.Users.GetValueOrDefault(p)).OfType<User>().Append(user).Select(u => u.Id).Distinct()],
        VisibilityLimit = rules.Visibility,
    };

    // the same whichever mailbox comes first: the sender if a colleague, else the first colleague it was sent to
    private User OwnerOf(RemoteItem item) =>
        item.Participants.Select(p => colleagues.Users.GetValueOrDefault(p)).FirstOrDefault(u => u is { IsActive: true }) ?? user;

    private async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        if (_lost.Count == 0) return;
        var alive = await db.ImportedItems.Where(i => _lost.Contains(i.ActivityId) && i.SourceId != null).Select(i => i.ActivityId).Distinct().ToListAsync(cancellationToken);
        foreach (var id in _lost.Distinct().Except(alive)) _activities[id].Withdraw(now);
    }

    private bool IsOwn(RemoteItem item) => item.OwnActivity is { } id && _activities.TryGetValue(new ActivityId(id), out var activity) && activity.Sending is not null;

    private bool IsInWindow(RemoteItem item) =>
        !(item.At < source.WindowStart && (item.EndAt ?? item.At) <= source.WindowStart) && !(item.At >= source.WindowEnd);

    private string KeyOf(RemoteItem item) => hashes.Of("item", item.Id);

    private string MessageKeyOf(RemoteItem item) => hashes.Of("message", item.MessageName.Length > 0 ? item.MessageName : item.Id);

    private string? ThreadKeyOf(RemoteItem item) => item.ThreadName is { } thread ? hashes.Of("thread", thread) : null;
}
