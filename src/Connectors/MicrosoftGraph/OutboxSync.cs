using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Activities;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Sends what was entered here. Each step is written down before it is taken and can be taken again: a draft is found by its mark, whether
/// it was sent it says itself, and a meeting is made once however often it is asked for (<c>transactionId</c>).
/// </summary>
internal sealed class OutboxSync(IDbContextFactory<CrmDbContext> databases, GraphConnection graph, TimeProvider time)
{
    private const int MostAttempts = 12;

    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    internal async Task<SyncResult> StepAsync(SyncSource source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var waiting = db.OutgoingItems.Where(o => o.Mailbox == source.Account && o.State != OutgoingState.Sent && o.State != OutgoingState.Failed);
        if (await waiting.OrderBy(o => o.NextAttemptAt).ThenBy(o => o.CreatedAt).FirstOrDefaultAsync(cancellationToken) is not { } item) return new SyncResult.Done(Rest);
        if (item.NextAttemptAt > now) return new SyncResult.Done(item.NextAttemptAt - now);
        var activity = await db.Activities.IgnoreQueryFilters().AsNoTracking().SingleAsync(a => a.Id == item.ActivityId, cancellationToken);
        try
        {
            await AdvanceAsync(db, item, activity, cancellationToken);
            return new SyncResult.More();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && GraphFailures.ResultOf(failure) is { } result)
        {
            if (result is SyncResult.Throttled) return result;
            await DeferAsync(db, item, failure, (result as SyncResult.Failed)?.Reason ?? "The answer does not fit.", cancellationToken);
            return new SyncResult.More();
        }
    }

    private Task AdvanceAsync(CrmDbContext db, OutgoingItem item, Activity activity, CancellationToken cancellationToken) => (item.IsMeeting, item.State) switch
    {
        (true, _) => PlanAsync(db, item, activity, cancellationToken),
        (_, OutgoingState.Pending) => NoteAsync(db, item, OutgoingState.Drafting, item.RemoteId, cancellationToken),
        (_, OutgoingState.Drafting) => DraftAsync(db, item, activity, cancellationToken),
        (_, OutgoingState.Drafted) => NoteAsync(db, item, OutgoingState.Sending, item.RemoteId, cancellationToken),
        _ => SendAsync(db, item, cancellationToken),
    };

    private async Task PlanAsync(CrmDbContext db, OutgoingItem item, Activity activity, CancellationToken cancellationToken)
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
        await NoteAsync(db, item, OutgoingState.Sent, id, cancellationToken);
    }

    // a draft that was made before the process ended is found by its mark; it may even have been sent
    private async Task DraftAsync(CrmDbContext db, OutgoingItem item, Activity activity, CancellationToken cancellationToken)
    {
        var id = activity.Id.Value.ToString();
        var there = await graph.Client.Users[item.Mailbox].Messages.GetAsync(
            r =>
            {
                r.QueryParameters.Filter = $"singleValueExtendedProperties/Any(ep: ep/id eq '{RemoteItems.OwnMark}' and ep/value eq '{id}')";
                r.QueryParameters.Select = ["id", "isDraft"];
            },
            cancellationToken);
        if (there?.Value?.FirstOrDefault() is { Id: { } found } message)
        {
            await NoteAsync(db, item, message.IsDraft == false ? OutgoingState.Sent : OutgoingState.Drafted, found, cancellationToken);
            return;
        }
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
        await NoteAsync(db, item, OutgoingState.Drafted, draft?.Id ?? throw new HttpRequestException("A draft without an id."), cancellationToken);
    }

    private async Task SendAsync(CrmDbContext db, OutgoingItem item, CancellationToken cancellationToken)
    {
        var messages = graph.Client.Users[item.Mailbox].Messages[item.RemoteId];
        var draft = await messages.GetAsync(r => r.QueryParameters.Select = ["id", "isDraft"], cancellationToken);
        if (draft?.IsDraft == true) await messages.Send.PostAsync(cancellationToken: cancellationToken);
        await NoteAsync(db, item, OutgoingState.Sent, item.RemoteId, cancellationToken);
    }

    private static async Task<List<EmailAddress>> RecipientsAsync(CrmDbContext db, Activity activity, CancellationToken cancellationToken)
    {
        var ids = activity.Participants.Select(p => p.ContactId).ToList();
        var contacts = await db.Contacts.Where(c => ids.Contains(c.Id) && c.Email != null).OrderBy(c => c.Id).Select(c => new { c.Name, c.Email }).ToListAsync(cancellationToken);
        return contacts.ConvertAll(c => new EmailAddress { Name = c.Name, Address = c.Email });
    }

    private static async Task NoteAsync(CrmDbContext db, OutgoingItem item, OutgoingState state, string? remoteId, CancellationToken cancellationToken)
    {
        (item.State, item.RemoteId, item.LastError) = (state, remoteId, null);
        await SaveAsync(db, item, cancellationToken);
    }

    private async Task DeferAsync(CrmDbContext db, OutgoingItem item, Exception failure, string reason, CancellationToken cancellationToken)
    {
        item.Attempts++;
        item.LastError = reason;
        var isRefused = failure is ApiException { ResponseStatusCode: >= 400 and < 500 and not (401 or 403 or 408 or 429) };
        var pause = FirstPause * Math.Pow(3, Math.Min(item.Attempts - 1, 8));
        item.NextAttemptAt = time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        if (isRefused || item.Attempts >= MostAttempts) item.State = OutgoingState.Failed;
        await SaveAsync(db, item, cancellationToken);
    }

    private static async Task SaveAsync(CrmDbContext db, OutgoingItem item, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        SendingState? shown = item.State switch
        {
            OutgoingState.Sent => SendingState.Sent,
            OutgoingState.Failed => SendingState.Failed,
            _ => null,
        };
        // no change of the activity itself: its version stays
        if (shown is not null) await db.Activities.IgnoreQueryFilters().Where(a => a.Id == item.ActivityId).ExecuteUpdateAsync(a => a.SetProperty(x => x.Sending, shown), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static DateTimeTimeZone Time(DateTimeOffset time) => new() { DateTime = time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", System.Globalization.CultureInfo.InvariantCulture), TimeZone = "UTC" };
}
