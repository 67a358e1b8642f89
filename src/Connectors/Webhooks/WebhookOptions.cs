namespace CrmGraph.Connectors.Webhooks;

/// <summary>An endpoint that is told of events (<c>Connectors:Webhooks:&lt;key&gt;</c>).</summary>
internal sealed class WebhookOptions
{
    /// <summary>Where events are sent by POST: an absolute http or https address without user name and password.</summary>
    public string? Url { get; set; }

    /// <summary>What signs: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public string? Secret { get; set; }

    /// <summary>The secret before, while the receiver changes over: it signs too. Take it away when the receiver knows the new one.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Which types of events are sent, by their names in the API; all if there are none.</summary>
    public IList<string> Events { get; } = [];

    /// <summary>Whether events are sent. While it is false nothing is lost: the endpoint goes on where it was.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether the address may be a private or loopback one. Link-local addresses, and with them those of cloud metadata, are refused in any case.</summary>
    public bool AllowPrivateNetworks { get; set; }
}

/// <summary>All endpoints by their keys (<c>Connectors:Webhooks</c>).</summary>
internal sealed class WebhooksOptions
{
    /// <summary>The section.</summary>
    internal const string Section = "Connectors:Webhooks";

    /// <summary>The endpoints.</summary>
    public Dictionary<string, WebhookOptions> Endpoints { get; } = new(StringComparer.Ordinal);
}
