using CrmGraph.Domain.Activities;
using Microsoft.Extensions.Configuration;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Which of Microsoft's clouds.</summary>
internal enum GraphCloud
{
    /// <summary>The one of most tenants.</summary>
    Global,

    /// <summary>Operated by 21Vianet.</summary>
    China,

    /// <summary>US government, L4.</summary>
    UsGovernment,
}

/// <summary>Mail and calendars of Microsoft 365 (<c>Connectors:MicrosoftGraph</c>).</summary>
internal sealed class GraphOptions
{
    /// <summary>The section.</summary>
    internal const string Section = "Connectors:MicrosoftGraph";

    /// <summary>Whether it runs.</summary>
    public bool Enabled { get; set; }

    /// <summary>The cloud: <c>Global</c>, <c>China</c> or <c>UsGovernment</c>.</summary>
    public string Cloud { get; set; } = nameof(GraphCloud.Global);

    /// <summary>Where the API is, with its version; by default that of the cloud.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Where tokens are asked for; by default that of the cloud and the tenant.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>The tenant, an id or a domain.</summary>
    public string? TenantId { get; set; }

    /// <summary>The app registration.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its secret; either this or a certificate.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file with its certificate and the private key: PKCS #12 or PEM.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>The password of that file.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Where Graph reaches this server from the internet; without it there are no notifications, and polling has to do.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>How long a folder or a calendar is left alone without a notification: 1 minute to 1 day.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many days of mail are taken in when a mailbox is new: 1 to 3,650.</summary>
    public int BackfillDays { get; set; } = 90;

    /// <summary>How much others than those who took part see: <c>Everything</c>, <c>Subject</c> or <c>Metadata</c>; a mailbox can have its own.</summary>
    public string Visibility { get; set; } = nameof(ActivityVisibility.Everything);

    /// <summary>Domains of colleagues, besides those of the users' addresses.</summary>
    public IList<string> OwnDomains { get; } = [];

    /// <summary>Who is never imported: addresses, domains, and regular expressions between slashes.</summary>
    public IList<string> Blocklist { get; } = [];

    /// <summary>How long an answer may take: 5 s to 5 min.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many requests run at the same time, all mailboxes together: 1 to 100.</summary>
    public int MaxConcurrentRequests { get; set; } = 12;

    /// <summary>How many items a page holds: 1 to 500.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The mailboxes; each an address, or a section with <c>Address</c>, <c>Visibility</c> and <c>Blocklist</c>.</summary>
    internal IList<MailboxOptions> All { get; } = [];

    internal void Read(IConfigurationSection section)
    {
        section.Bind(this);
        foreach (var child in section.GetSection("Mailboxes").GetChildren())
        {
            var mailbox = new MailboxOptions { Key = child.Key };
            child.Bind(mailbox);
            mailbox.Address ??= child.Value;
            All.Add(mailbox);
        }
    }
}

/// <summary>A mailbox (<c>Connectors:MicrosoftGraph:Mailboxes:n</c>).</summary>
internal sealed class MailboxOptions
{
    internal string Key { get; init; } = "";

    /// <summary>Its address; it is that of a user of the CRM.</summary>
    public string? Address { get; set; }

    /// <summary>How much others see of what comes from it; by default as for all.</summary>
    public string? Visibility { get; set; }

    /// <summary>Who is never imported from it, besides those on the common list.</summary>
    public IList<string> Blocklist { get; } = [];
}
