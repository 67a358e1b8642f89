using CrmGraph.Connectors.Webhooks;

namespace CrmGraph.Connectors.Erp.Webhook;

/// <summary>Any other system, which takes won deals as messages of Standard Webhooks.</summary>
internal sealed class WebhookErpOptions : ErpOptions
{
    /// <summary>What signs: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public string? Secret { get; set; }

    /// <summary>The secret before, while the receiver changes over: it signs too.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>Whether the address may be a private or loopback one. Link-local addresses are refused in any case.</summary>
    public bool AllowPrivateNetworks { get; set; }
}

/// <summary>Checks the settings of a receiver.</summary>
internal sealed class WebhookErpOptionsValidator : ErpOptionsValidator<WebhookErpOptions>
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Check(string section, WebhookErpOptions options)
    {
        if (!WebhookSecret.TryParse(options.Secret, out _)) yield return $"{section}:Secret must be {WebhookSecret.Expected}.";
        if (options.PreviousSecret is not null && !WebhookSecret.TryParse(options.PreviousSecret, out _)) yield return $"{section}:PreviousSecret must be {WebhookSecret.Expected}.";
    }
}
