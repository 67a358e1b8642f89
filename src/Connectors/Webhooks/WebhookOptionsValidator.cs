using System.Text.RegularExpressions;
using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Events;
using CrmGraph.Persistence.EventLog;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.Webhooks;

/// <summary>Checks the endpoints, in messages that name the configuration key and never the secret.</summary>
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhooksOptions>
{
    private static readonly HashSet<string> Known = [.. Enum.GetValues<EventType>().Select(EventDocument.NameOf)];

    public ValidateOptionsResult Validate(string? name, WebhooksOptions options)
    {
        var findings = options.Endpoints.SelectMany(e => Check($"{WebhooksOptions.Section}:{e.Key}", e.Key, e.Value)).ToList();
        return findings.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings);
    }

    private static IEnumerable<string> Check(string section, string key, WebhookOptions endpoint)
    {
        if (!KeyPattern().IsMatch(key) || key == ConnectorReport.Bus)
            yield return $"{section}: the key of an endpoint has 1 to 50 letters, digits, - and _, and is not '{ConnectorReport.Bus}'.";
        if (endpoint.Url is null ? endpoint.Enabled : !IsAddress(endpoint.Url))
            yield return $"{section}:Url must be an absolute http or https address without user name and password.";
        if (endpoint.Secret is null ? endpoint.Enabled : !WebhookSecret.TryParse(endpoint.Secret, out _))
            yield return $"{section}:Secret must be {WebhookSecret.Expected}.";
        if (endpoint.PreviousSecret is not null && !WebhookSecret.TryParse(endpoint.PreviousSecret, out _))
            yield return $"{section}:PreviousSecret must be {WebhookSecret.Expected}.";
        foreach (var (index, type) in endpoint.Events.Index().Where(e => !Known.Contains(e.Item)))
            yield return $"{section}:Events:{index} is '{type}', which is no type of events; expected for example {EventDocument.NameOf(EventType.StageChanged)}.";
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "" };

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}$")]
    private static partial Regex KeyPattern();
}
