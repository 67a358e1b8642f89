using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>What is imported from a mailbox, and how much of it others see.</summary>
internal sealed class MailboxRules
{
    private readonly BlockedParties _blocked;
    private readonly HashSet<string> _ownDomains;

    internal MailboxRules(GraphOptions options, MailboxOptions mailbox)
    {
        Address = mailbox.Address!.Trim().ToLowerInvariant();
        Visibility = Enum.Parse<ActivityVisibility>(mailbox.Visibility ?? options.Visibility, ignoreCase: true);
        _blocked = new BlockedParties([.. options.Blocklist, .. mailbox.Blocklist]);
        _ownDomains = [.. options.OwnDomains.Select(d => d.Trim().TrimStart('@').ToLowerInvariant())];
    }

    /// <summary>The address.</summary>
    internal string Address { get; }

    /// <summary>How much others see at most.</summary>
    internal ActivityVisibility Visibility { get; }

    /// <summary>Why an item is left out whoever is known; null if it is not.</summary>
    internal SkipReason? Refuse(RemoteItem item, Colleagues colleagues)
    {
        if (item.IsPrivate) return SkipReason.Private;
        if (item.Participants.Any(_blocked.Contains)) return SkipReason.Blocked;
        return item.Participants.All(p => p == Address || IsInternal(p, colleagues)) ? SkipReason.Internal : null;
    }

    /// <summary>The participants who are no colleagues.</summary>
    internal IReadOnlyList<string> Outsiders(RemoteItem item, Colleagues colleagues) => [.. item.Participants.Where(p => p != Address && !IsInternal(p, colleagues))];

    /// <summary>Has what came from the mailbox follow its rules where they have become stricter; what was hidden once is never shown again by them.</summary>
    internal async Task TightenAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        // stored as names, which have no order in the database
        List<ActivityVisibility> laxer = [.. Enum.GetValues<ActivityVisibility>().Where(v => v < Visibility)];
        if (laxer.Count == 0) return;
        var stored = db.Activities.IgnoreQueryFilters().Where(a => a.VisibilityLimit != null && laxer.Contains(a.VisibilityLimit.Value) && db.ImportedItems.Any(i => i.ActivityId == a.Id && i.Mailbox == Address));
        await stored.Where(a => laxer.Contains(a.Visibility)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Visibility, Visibility), cancellationToken);
        await stored.ExecuteUpdateAsync(a => a.SetProperty(x => x.VisibilityLimit, Visibility), cancellationToken);
    }

    private bool IsInternal(string address, Colleagues colleagues) =>
        colleagues.Users.ContainsKey(address) || (address[(address.LastIndexOf('@') + 1)..] is var domain && (_ownDomains.Contains(domain) || colleagues.Domains.Contains(domain)));
}

/// <summary>The users of the CRM by their addresses, and the domains of these but for those of mail providers.</summary>
internal sealed record Colleagues(IReadOnlyDictionary<string, User> Users, IReadOnlySet<string> Domains)
{
    internal static async Task<Colleagues> ReadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var users = await db.Users.AsNoTracking().ToListAsync(cancellationToken);
        return new Colleagues(users.ToDictionary(u => u.Email, StringComparer.Ordinal), users.Select(u => InternetDomains.OfEmail(u.Email)).OfType<string>().ToHashSet(StringComparer.Ordinal));
    }
}
