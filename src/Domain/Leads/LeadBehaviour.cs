using System.Text;
using CrmGraph.Domain.Activities;

namespace CrmGraph.Domain.Leads;

/// <summary>Something that a lead did: visited a page, downloaded a paper, sent a form, answered a mail, came to a meeting.</summary>
public sealed class LeadBehaviour
{
    /// <summary>A web form was sent.</summary>
    public const string Form = "form";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private LeadBehaviour() => Kind = "";

    /// <summary>Unique and stable.</summary>
    public LeadBehaviourId Id { get; private set; }

    /// <summary>Whose behaviour it is.</summary>
    public LeadId LeadId { get; private set; }

    /// <summary>What kind, e.g. page_visit, download, form, mail_reply or meeting; rules of scoring go by it, in any case and spelling.</summary>
    public string Kind { get; private set; }

    /// <summary>More about it, e.g. the address of the page.</summary>
    public string? Detail { get; private set; }

    /// <summary>When it happened; it counts less as it ages, if the scoring model says so.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The activity that it was taken from, if any.</summary>
    public ActivityId? ActivityId { get; private set; }

    /// <summary>Notes a behaviour. A time in the future refuses with VALIDATION.</summary>
    public static LeadBehaviour Record(LeadId leadId, string kind, string? detail, DateTimeOffset? at, DateTimeOffset now)
    {
        if (at > now + ClockSkew) throw Guard.Invalid("at", "at must not be in the future.");
        return new LeadBehaviour
        {
            Id = LeadBehaviourId.New(now),
            LeadId = leadId,
            Kind = Guard.Text(kind, "kind", 50),
            Detail = Guard.OptionalText(detail, "detail", 500),
            At = at ?? now,
        };
    }

    /// <summary>What a lead did in an activity that is done; null if the activity is about no lead, is not done, or is only the seller's.</summary>
    public static LeadBehaviour? Of(Activity activity, DateTimeOffset now)
    {
        if (activity is not { LeadId: { } leadId, CompletedAt: { } at } || KindOf(activity.Kind) is not { } kind) return null;
        // who sees the lead may not be shown the subject of what a mailbox holds
        var detail = activity.Origin == ActivityOrigin.MicrosoftGraph ? null : activity.Subject;
        var behaviour = Record(leadId, kind, detail, at < now ? at : now, now);
        behaviour.ActivityId = activity.Id;
        return behaviour;
    }

    /// <summary>The one spelling by which kinds are compared: <c>pageVisit</c>, <c>PAGE-VISIT</c> and <c>page_visit</c> are the same.</summary>
    public static string Normalize(string kind)
    {
        var normal = new StringBuilder(kind.Length + 4);
        var text = kind.AsSpan().Trim();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsUpper(text[i]) && i > 0 && char.IsLower(text[i - 1])) normal.Append('_');
            normal.Append(text[i] is ' ' or '-' ? '_' : char.ToLowerInvariant(text[i]));
        }
        return normal.ToString();
    }

    private static string? KindOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Call => "call",
        ActivityKind.Email => "email",
        ActivityKind.Meeting => "meeting",
        ActivityKind.Visit => "visit",
        ActivityKind.Demo => "demo",
        ActivityKind.Proposal => "proposal",
        _ => null,
    };
}
