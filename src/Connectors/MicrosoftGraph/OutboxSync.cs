using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Activities;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Sends what was entered here. A step belongs to the node that has written down that it takes it, for as long as a step may last; then
/// another may take it again: a draft is found by its mark, whether it was sent it says itself, and a meeting is made once however often
/// it is asked for (<c>transactionId</c>).
/// </summary>
internal sealed class OutboxSync(IDbContextFactory<CrmDbContext> databases, GraphConnection graph, IOptions<GraphOptions> options, TimeProvider time)
{
    private const int MostAttempts = 12;

    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    // for the clocks of two nodes, which may differ, and for a request that is cut off but still on its way
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    internal async Task<SyncResult> StepAsync(SyncSource source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var waiting = db.OutgoingItems.AsNoTracking().Where(o => o.Mailbox == source.Account && o.State != OutgoingState.Sent && o.State != OutgoingState.Failed);
        if (await waiting.OrderBy(o => o.NextAttemptAt).ThenBy(o => o.CreatedAt).FirstOrDefaultAsync(cancellationToken) is not { } item) return new SyncResult.Done(Rest);
        if (item.NextAttemptAt > now) return new SyncResult.Done(item.NextAttemptAt - now);
        if (!await TakeAsync(db, item, now, cancellationToken)) return new SyncResult.Overtaken();
        var activity = await db.Activities.IgnoreQueryFilters().AsNoTracking().SingleAsync(a => a.Id == item.ActivityId, cancellationToken);
        using var limit = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await NoteAsync(db, item, await AdvanceAsync(db, item, activity, either.Token), cancellationToken);
            return new SyncResult.More();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await NoteAsync(db, item, Deferred(item, null, "The request failed (no answer in time)."), cancellationToken);
            return new SyncResult.More();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && GraphFailures.ResultOf(failure) is { } result)
        {
            if (result is SyncResult.Throttled throttled)
            {
                await NoteAsync(db, item, new Outcome(item.State, item.RemoteId, throttled.Until), cancellationToken);
                return result;
            }
            await NoteAsync(db, item, Deferred(item, failure, (result as SyncResult.Failed)?.Reason ?? "The answer does not fit."), cancellationToken);
            return new SyncResult.More();
        }
    }

    /// <summary>Writes down which step is taken and until when it is this node's; only one node can.</summary>
    private async Task<bool> TakeAsync(CrmDbContext db, OutgoingItem item, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var state = (item.IsMeeting, item.State) switch
        {
            (false, OutgoingState.Pending) => OutgoingState.Drafting,
            (false, OutgoingState.Drafted) => OutgoingState.Sending,
            _ => item.State,
        };
        var until = now + options.Value.RequestTimeout + Margin;
        // as exact as every database has it
        until = until.AddTicks(-(until.Ticks % TimeSpan.TicksPerMillisecond));
        var taken = await Unchanged(db, item).ExecuteUpdateAsync(o => o.SetProperty(x => x.State, state).SetProperty(x => x.NextAttemptAt, until), cancellationToken);
        (item.State, item.NextAttemptAt) = (state, until);
        return taken == 1;
    }

    private Task<Outcome> AdvanceAsync(CrmDbContext db, OutgoingItem item, Activity activity, CancellationToken cancellationToken) => (item.IsMeeting, item.State) switch
    {
        (true, _) => PlanAsync(db, item, activity, cancellationToken),
        (_, OutgoingState.Drafting) => DraftAsync(db, item, activity, cancellationToken),
        _ => SendAsync(item, cancellationToken),
    };

    private async Task<Outcome> PlanAsync(CrmDbContext db, OutgoingItem item, Activity activity, CancellationToken cancellationToken)
    {
        var people = await RecipientsAsync(db, activity, cancellationToken);
        var transaction = activity.Id.Value.ToString();
        string? id;
        try
        {
            var made = await graph.Client.Users[item.Mailbox].Events.PostAsync(
                new Event
                {
                    TransactionId = transaction,
                    Subject = activity.Subject,
                    Body = new ItemBody { ContentType = BodyType.Text, Content = activity.Body ?? "" },
                    Start = Time(activity.StartAt!.Value),
                    End = Time(activity.EndAt!.Value),
                    Location = activity.Location is { } location ? new Location { DisplayName = location } : null,
                    Attendees = [.. people.Select(p => new Attendee { Type = AttendeeType.Required, EmailAddress = p })],
                },
                cancellationToken: cancellationToken);
            id = made?.Id;
        }
        catch (ApiException repeated) when (repeated.ResponseStatusCode == 409)
        {
            var there = await graph.Client.Users[item.Mailbox].Events.GetAsync(r => r.QueryParameters.Filter = $"transactionId eq '{transaction}'", cancellationToken);
            id = there?.Value?.FirstOrDefault()?.Id;
        }
        return Reached(OutgoingState.Sent, id);
    }

    // a draft that was made before the process ended is found by its mark; it may even have been sent
    private async Task<Outcome> DraftAsync(CrmDbContext db, OutgoingItem item, Activity activity, CancellationToken cancellationToken)
    {
        var id = activity.Id.Value.ToString();
        var there = await graph.Client.Users[item.Mailbox].Messages.GetAsync(
            r =>
            {
                r.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{RemoteItems.OwnMark}' and ep/value eq '{id}')";
                r.QueryParameters.Select = ["id", "isDraft"];
            },
            cancellationToken);
        var known = there?.Value ?? [];
        if ((known.Find(m => m.IsDraft == false) ?? known.FirstOrDefault()) is { Id: { } found } message) return Reached(message.IsDraft == false ? OutgoingState.Sent : OutgoingState.Drafted, found);
        var people = await RecipientsAsync(db, activity, cancellationToken);
        var draft = await graph.Client.Users[item.Mailbox].Messages.PostAsync(
            new Message
            {
                Subject = activity.Subject,
                Body = new ItemBody { ContentType = BodyType.Text, Content = activity.Body ?? "" },
                ToRecipients = [.. people.Select(p => new Recipient { EmailAddress = p })],
                InternetMessageHeaders = [new InternetMessageHeader { Name = RemoteItems.OwnHeader, Value = id }],
                SingleValueExtendedProperties = [new SingleValueLegacyExtendedProperty { Id = RemoteItems.OwnMark, Value = id }],
            },
            cancellationToken: cancellationToken);
        return Reached(OutgoingState.Drafted, draft?.Id ?? throw new HttpRequestException("A draft without an id."));
    }

    private async Task<Outcome> SendAsync(OutgoingItem item, CancellationToken cancellationToken)
    {
        var messages = graph.Client.Users[item.Mailbox].Messages[item.RemoteId];
        var draft = await messages.GetAsync(r => r.QueryParameters.Select = ["id", "isDraft"], cancellationToken);
        if (draft?.IsDraft == true) await messages.Send.PostAsync(cancellationToken: cancellationToken);
        return Reached(OutgoingState.Sent, item.RemoteId);
    }

    private static async Task<List<EmailAddress>> RecipientsAsync(CrmDbContext db, Activity activity, CancellationToken cancellationToken)
    {
        var ids = activity.Participants.Select(p => p.ContactId).ToList();
        var contacts = await db.Contacts.Where(c => ids.Contains(c.Id) && c.Email != null).OrderBy(c => c.Id).Select(c => new { c.Name, c.Email }).ToListAsync(cancellationToken);
        return contacts.ConvertAll(c => new EmailAddress { Name = c.Name, Address = c.Email });
    }

    private Outcome Reached(OutgoingState state, string? remoteId) => new(state, remoteId, time.GetUtcNow());

    private Outcome Deferred(OutgoingItem item, Exception? failure, string reason)
    {
        var attempts = item.Attempts + 1;
        var isRefused = failure is ApiException { ResponseStatusCode: >= 400 and < 500 and not (401 or 403 or 408 or 429) };
        var pause = FirstPause * Math.Pow(3, Math.Min(attempts - 1, 8));
        return new Outcome(isRefused || attempts >= MostAttempts ? OutgoingState.Failed : item.State, item.RemoteId, time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause), reason);
    }

    // nothing is written by a node whose step was taken from it
    private static async Task NoteAsync(CrmDbContext db, OutgoingItem item, Outcome outcome, CancellationToken cancellationToken)
    {
        var attempts = outcome.Failure is null ? item.Attempts : item.Attempts + 1;
        await using var transaction = await db.BeginAsync(cancellationToken);
        var noted = await Unchanged(db, item).ExecuteUpdateAsync(
            o => o.SetProperty(x => x.State, outcome.State)
                .SetProperty(x => x.RemoteId, outcome.RemoteId)
                .SetProperty(x => x.NextAttemptAt, outcome.NextAttemptAt)
                .SetProperty(x => x.LastError, outcome.Failure)
                .SetProperty(x => x.Attempts, attempts),
            cancellationToken);
        SendingState? shown = outcome.State switch
        {
            OutgoingState.Sent => SendingState.Sent,
            OutgoingState.Failed => SendingState.Failed,
            _ => null,
        };
        // no change of the activity itself: its version stays
        if (noted == 1 && shown is not null) await db.Activities.IgnoreQueryFilters().Where(a => a.Id == item.ActivityId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Sending, shown), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // each step that is taken has another time until which it is somebody's
    private static IQueryable<OutgoingItem> Unchanged(CrmDbContext db, OutgoingItem item) =>
        db.OutgoingItems.Where(o => o.ActivityId == item.ActivityId && o.State == item.State && o.NextAttemptAt == item.NextAttemptAt);

    private static DateTimeTimeZone Time(DateTimeOffset time) => new() { DateTime = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture), TimeZone = "UTC" };

    /// <summary>How far a step has brought an item.</summary>
    private sealed record Outcome(OutgoingState State, string? RemoteId, DateTimeOffset NextAttemptAt, string? Failure = null);
}
