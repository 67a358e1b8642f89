using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;

/// <summary>
/// A delta query over one collection: a first round over what is there, then rounds over what changed. The first round reads what was
/// there when it began; what changes meanwhile comes in the next one.
/// </summary>
internal sealed class DeltaQuery<T>(GraphEmulator emulator, GraphMailbox mailbox, ChangeLog<T> log)
    where T : class
{
    /// <summary>How an item is written.</summary>
    internal required Action<Utf8JsonWriter, T, DeltaToken> Write { get; init; }

    /// <summary>The id that a client gets of an item that went.</summary>
    internal required Func<Change<T>, string> RemovedId { get; init; }

    /// <summary>The items of a first round in their order.</summary>
    internal required Func<IEnumerable<T>, DeltaToken, IEnumerable<T>> FirstRound { get; init; }

    /// <summary>Whether a changed item is told; one that is not is left out, or told as gone where <see cref="TellsOutsiders"/>.</summary>
    internal required Func<T, DeltaToken, bool> IsInside { get; init; }

    /// <summary>Whether items outside are told as gone when they change.</summary>
    internal bool TellsOutsiders { get; init; }

    /// <summary>The name of what is returned, for @odata.context.</summary>
    internal required string Context { get; init; }

    internal GraphAnswer Answer(GraphRequest request, Func<DeltaToken> first)
    {
        var token = DeltaToken.Of(request);
        if (token is not null)
        {
            if (token.Generation != mailbox.Generation || emulator.Faults.Strikes(GraphFault.SyncStateLost, request.Line)) throw Gone(request);
        }
        else
        {
            var snapshot = first();
            token = snapshot with { Generation = mailbox.Generation, Position = log.Position, Round = mailbox.Rounds.Add([.. FirstRound(log.Present, snapshot)]) };
        }
        var size = Math.Clamp(request.MaxPageSize ?? token.Top ?? emulator.Options.PageSize, 1, 1000);
        return token.Round is { } round ? FirstPage(request, token, round, size) : ChangesPage(request, token, size);
    }

    private GraphAnswer FirstPage(GraphRequest request, DeltaToken token, int round, int size)
    {
        var items = mailbox.Rounds.Find(round) ?? throw Gone(request);
        var until = Math.Min(items.Length, token.Offset + size);
        // 'changeType' other than created leaves nothing of what was there
        var page = items[token.Offset..until].Cast<T>().Where(_ => token.ChangeType is null or "created").Select(i => new Change<T>("", "", i, null, 0)).ToList();
        var next = until < items.Length ? token with { Offset = until } : token with { Round = null, Offset = 0 };
        return Page(request, token, next, page, isLast: until >= items.Length);
    }

    private GraphAnswer ChangesPage(GraphRequest request, DeltaToken token, int size)
    {
        var page = new List<Change<T>>();
        var position = token.Position;
        var isLast = true;
        foreach (var (at, change) in log.From(token.Position))
        {
            if (page.Count == size)
            {
                isLast = false;
                break;
            }
            position = at + 1;
            if (change.Item is { } item && !IsInside(item, token))
            {
                if (TellsOutsiders) page.Add(change with { Item = null, Reason = "deleted" });
                continue;
            }
            var kind = change.Item is null ? "deleted" : change.CreatedAt >= token.Position ? "created" : "updated";
            if (token.ChangeType is null || token.ChangeType == kind) page.Add(change);
        }
        return Page(request, token, token with { Position = isLast ? log.Position : position }, page, isLast);
    }

    private GraphAnswer Page(GraphRequest request, DeltaToken token, DeltaToken next, List<Change<T>> page, bool isLast)
    {
        if (page.Count > 0 && emulator.Faults.Strikes(GraphFault.DuplicateItems, request.Line)) page.AddRange(page.Take((page.Count + 1) / 2).ToList());
        if (page.Count > 1 && emulator.Faults.Strikes(GraphFault.ItemsOutOfOrder, request.Line)) emulator.Faults.Shuffle(page);
        if (page.Count > 0 && emulator.Faults.Strikes(GraphFault.PageRepeated, request.Line)) (next, isLast) = (token, false);
        var path = request.Target.Split('?')[0];
        return GraphAnswer.Json(200, w =>
        {
            w.WriteString("@odata.context", $"{emulator.BaseUrl}/$metadata#Collection({Context})");
            w.WriteString(isLast ? "@odata.deltaLink" : "@odata.nextLink", $"{emulator.BaseUrl}{path}?{(isLast ? "$deltatoken" : "$skiptoken")}={next.Encode()}");
            w.WriteStartArray("value");
            foreach (var change in page) WriteChange(w, change, token);
            w.WriteEndArray();
        });
    }

    private void WriteChange(Utf8JsonWriter w, Change<T> change, DeltaToken token)
    {
        w.WriteStartObject();
        if (change.Item is { } item)
        {
            Write(w, item, token);
        }
        else
        {
            w.WriteString("@odata.type", $"#microsoft.graph.{Context}");
            w.WriteString("id", RemovedId(change));
            w.WriteStartObject("@removed");
            w.WriteString("reason", change.Reason);
            w.WriteEndObject();
        }
        w.WriteEndObject();
    }

    private GraphRefusal Gone(GraphRequest request)
    {
        var refusal = new GraphRefusal(410, "SyncStateNotFound", "The sync state generation is not found; value=resync. The full synchronization must be repeated.");
        refusal.Headers["Location"] = $"{emulator.BaseUrl}{request.Target.Split('?')[0]}?$deltatoken=";
        return refusal;
    }
}
