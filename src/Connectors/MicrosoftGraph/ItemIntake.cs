using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Takes a page of items in: what is left out leaves a hash and a reason, the rest becomes activities. Items come in any order and more
/// than once; what they end in depends on what they are.
/// </summary>
internal sealed class ItemIntake(KeyedHashes hashes, TimeProvider time)
{
    /// <summary>Applies items to the database; the caller has begun a transaction and commits.</summary>
    /// <param name="db">The database.</param>
    /// <param name="source">Where the items came from.</param>
    /// <param name="rules">The rules of the mailbox.</param>
    /// <param name="items">The items.</param>
    /// <param name="settled">Those, by their ids, that are in the source for certain, though they are known to be in another.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MovedMeanwhileException">An item is known to be in another source, and is not among the certain ones.</exception>
    internal async Task<IntakeFigures> ApplyAsync(
        CrmDbContext db, SyncSource source, MailboxRules rules, IReadOnlyList<RemoteItem> items, IReadOnlySet<string> settled, CancellationToken cancellationToken)
    {
        var colleagues = await Colleagues.ReadAsync(db, cancellationToken);
        if (!colleagues.Users.TryGetValue(rules.Address, out var user) || !user.IsActive) throw new UnknownMailboxException();
        // what comes twice in a page came in the order of its changes
        var latest = items.GroupBy(i => i.Id, StringComparer.Ordinal).Select(g => g.Last()).ToList();
        var page = new Page(db, source, rules, colleagues, user, time.GetUtcNow(), hashes, latest, settled);
        return await page.ApplyAsync(cancellationToken);
    }

    /// <summary>Takes what was not seen in a reading from the beginning out of a source; what lies outside of the window was not looked for.</summary>
    internal async Task SweepAsync(CrmDbContext db, SyncSource source, CancellationToken cancellationToken)
    {
        var unseen = await db.ImportedItems
            .Where(i => i.SourceId == source.Id && i.Generation < source.Generation && (source.WindowStart == null || i.At >= source.WindowStart) && (source.WindowEnd == null || i.At < source.WindowEnd))
            .ToListAsync(cancellationToken);
        await DropAsync(db, unseen, cancellationToken);
    }

    /// <summary>Takes all items out of a source that is gone.</summary>
    internal async Task EmptyAsync(CrmDbContext db, Guid sourceId, CancellationToken cancellationToken) =>
        await DropAsync(db, await db.ImportedItems.Where(i => i.SourceId == sourceId).ToListAsync(cancellationToken), cancellationToken);

    private async Task DropAsync(CrmDbContext db, List<ImportedItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return;
        foreach (var item in items) item.SourceId = null;
        await db.SaveChangesAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var some in items.Select(i => i.ActivityId).Distinct().Chunk(500))
        {
            var alive = await db.ImportedItems.Where(i => some.Contains(i.ActivityId) && i.SourceId != null).Select(i => i.ActivityId).ToListAsync(cancellationToken);
            var lost = some.Except(alive).ToList();
            foreach (var activity in await db.Activities.Where(a => lost.Contains(a.Id)).ToListAsync(cancellationToken)) activity.Withdraw(now);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private sealed class Page(CrmDbContext db, SyncSource source, MailboxRules rules, Colleagues colleagues, User user, DateTimeOffset now, KeyedHashes hashes, List<RemoteItem> items, IReadOnlySet<string> settled)
    {
        private readonly Dictionary<string, ImportedItem> _rows = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ActivityId> _sameMessage = new(StringComparer.Ordinal);
        private readonly Dictionary<ActivityId, Activity> _activities = [];
        private readonly HashSet<string> _threads = new(StringComparer.Ordinal);
        private readonly List<SkippedItem> _left = [];
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
            await NoteSkippedAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await TouchDealsAsync(cancellationToken);
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
            row.SourceId = null;
            _lost.Add(row.ActivityId);
        }

        private void Skip(RemoteItem item, SkipReason reason)
        {
            _skipped++;
            _left.Add(new SkippedItem
            {
                Id = Guid.CreateVersion7(now),
                Mailbox = rules.Address,
                SourceId = source.Id,
                MessageKey = MessageKeyOf(item),
                ThreadKey = reason == SkipReason.NoMatch ? ThreadKeyOf(item) : null,
                Reason = reason,
            });
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

        private void Store(RemoteItem item, ActivityLink? link, IReadOnlyCollection<Domain.Contacts.ContactId> contacts)
        {
            _stored++;
            var (key, message) = (KeyOf(item), MessageKeyOf(item));
            var captured = Captured(item, contacts);
            var isNew = !_rows.TryGetValue(key, out var row);
            if (row?.SourceId is { } elsewhere && elsewhere != source.Id && !settled.Contains(item.Id)) throw new MovedMeanwhileException();
            var id = row?.ActivityId ?? (_sameMessage.TryGetValue(message, out var same) ? same : null);
            // the sender of a message that is linked by its conversation alone may be nobody
            var about = link ?? new ActivityLink(MatchReason.Thread, null, null, null, null, []);
            Activity activity;
            if (id is { } there && _activities.TryGetValue(there, out var known))
            {
                activity = known;
                activity.Recapture(captured, now);
                // what it is about is settled with the conversation; of one without, here
                if (link is not null && ThreadKeyOf(item) is null) activity.Attribute(about, now);
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
            (row.Reason, row.OpportunityId, row.AccountId, row.Candidates) =
                (about.Reason, about.OpportunityId, about.AccountId, about.Candidates.Count == 0 ? null : string.Join(',', about.Candidates.Select(c => c.Value)));
            if (row.ThreadKey is { } thread) _threads.Add(thread);
        }

        private CapturedActivity Captured(RemoteItem item, IReadOnlyCollection<Domain.Contacts.ContactId> contacts) => new()
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

        private async Task NoteSkippedAsync(CancellationToken cancellationToken)
        {
            var stored = _rows.Values.Where(r => r.SourceId is not null).Select(r => r.MessageKey).ToList();
            await db.SkippedItems.Where(s => s.Mailbox == rules.Address && stored.Contains(s.MessageKey)).ExecuteDeleteAsync(cancellationToken);
            var left = _left.DistinctBy(l => l.MessageKey).Where(l => !stored.Contains(l.MessageKey)).ToDictionary(l => l.MessageKey, StringComparer.Ordinal);
            var there = await db.SkippedItems.Where(s => s.Mailbox == rules.Address && left.Keys.Contains(s.MessageKey)).ToListAsync(cancellationToken);
            foreach (var old in there)
            {
                old.Reason = left[old.MessageKey].Reason;
                left.Remove(old.MessageKey);
            }
            db.SkippedItems.AddRange(left.Values);
        }

        private async Task TouchDealsAsync(CancellationToken cancellationToken)
        {
            var last = _activities.Values.Where(a => a is { OpportunityId: not null, CompletedAt: not null, WithdrawnAt: null }).GroupBy(a => a.OpportunityId!.Value, a => a.CompletedAt!.Value);
            foreach (var deal in last)
            {
                DateTimeOffset? at = deal.Max();
                await db.Opportunities.Where(o => o.Id == deal.Key && (o.LastActivityAt == null || o.LastActivityAt < at)).ExecuteUpdateAsync(o => o.SetProperty(x => x.LastActivityAt, at), cancellationToken);
            }
        }

        private bool IsOwn(RemoteItem item) => item.OwnActivity is { } id && _activities.TryGetValue(new ActivityId(id), out var activity) && activity.Sending is not null;

        private bool IsInWindow(RemoteItem item) =>
            !(item.At < source.WindowStart && (item.EndAt ?? item.At) <= source.WindowStart) && !(item.At >= source.WindowEnd);

        private string KeyOf(RemoteItem item) => hashes.Of("item", item.Id);

        private string MessageKeyOf(RemoteItem item) => hashes.Of("message", item.MessageName.Length > 0 ? item.MessageName : item.Id);

        private string? ThreadKeyOf(RemoteItem item) => item.ThreadName is { } thread ? hashes.Of("thread", thread) : null;
    }
}

/// <summary>What became of a page.</summary>
/// <param name="Stored">How many items were taken over.</param>
/// <param name="Skipped">How many were left out.</param>
/// <param name="IsMissing">Whether something that was left out belongs to a conversation that is about a deal now.</param>
internal sealed record IntakeFigures(int Stored, int Skipped, bool IsMissing);

/// <summary>The address of a mailbox is none of an active user.</summary>
internal sealed class UnknownMailboxException() : Exception("No active user of the CRM has the address of this mailbox.");

/// <summary>An item is known to be in another source than the one that it came from.</summary>
internal sealed class MovedMeanwhileException() : Exception("An item has been moved while its page was under way.");
