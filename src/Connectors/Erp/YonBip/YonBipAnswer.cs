using System.Text.Json;
using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.YonBip;

/// <summary>What an answer of YonBIP says: errors come with HTTP 200, their codes as texts or numbers, and some come as plain text.</summary>
/// <param name="Code">The vendor's code.</param>
/// <param name="Message">What it says.</param>
/// <param name="Content">What came of it; null if nothing did.</param>
internal sealed record YonBipAnswer(string Code, string Message, JsonElement? Content)
{
    private const string BadToken = "310036";

    /// <summary>Reads an answer; null if it is none of YonBIP's.</summary>
    internal static YonBipAnswer? Read(string body)
    {
        if (ErpJson.Read(body) is { ValueKind: JsonValueKind.Object } json)
        {
            if (json.Member("code").AsText() is not { } code) return null;
            var said = json.Member("message").AsText() ?? "";
            var display = json.Member("displayCode").AsText();
            return new YonBipAnswer(code, string.IsNullOrEmpty(display) ? said : $"{said} ({display})", json.Member("data"));
        }

        return body.Contains("非法token", StringComparison.Ordinal) ? new YonBipAnswer(BadToken, body, null) : null;
    }

    /// <summary>Whether the token is not, or no longer, good: nothing was done, and it will be with another one.</summary>
    internal bool IsTokenBad => Code is BadToken or "310001";

    /// <summary>Whether it was done; a repetition of what was done before counts.</summary>
    internal bool IsDone => Code is "200" or "10004" or "100004" && FailCount == 0;

    /// <summary>Whether an earlier request with the same key is still being worked on.</summary>
    internal bool IsUnderWay => Code is "202" or "310504";

    /// <summary>How many of a batch failed; the whole answer says 200 all the same.</summary>
    internal decimal FailCount => Content?.Member("failCount").AsNumber() ?? 0;

    /// <summary>What went wrong, the messages of a batch included.</summary>
    internal string Reason
    {
        get
        {
            var messages = Content?.Member("messages");
            var said = string.Join(" ", messages is { ValueKind: JsonValueKind.Array } ? messages.Items().Select(m => m.ValueKind == JsonValueKind.Object ? m.Member("message").AsText() : ((JsonElement?)m).AsText()) : [messages.AsText()]);
            return said.Length > 0 ? said : Message;
        }
    }

    /// <summary>What is known of the effect of a request that was not done.</summary>
    internal ErpFailure Failure => Code switch
    {
        "310001" or BadToken => ErpFailure.NotSent,
        "310032" or "310039" or "310042" or "310046" => ErpFailure.Throttled,
        // the gateway lost its way to the application, or waited in vain for it
        "202" or "310504" or "310071" or "315001" => ErpFailure.Unknown,
        // it never got there
        "310072" or "310043" => ErpFailure.NotSent,
        _ => ErpFailure.Refused,
    };
}
