using System.Text.Json;
using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.Kingdee;

/// <summary>What an answer of Kingdee says; errors of business come with HTTP 200 too.</summary>
/// <param name="IsSuccess">Whether it was done.</param>
/// <param name="IsSessionLost">Whether the session is over: nothing was done, and it will be after a new sign-in.</param>
/// <param name="MsgCode">The vendor's number of what went wrong.</param>
/// <param name="Message">What went wrong, in the vendor's words.</param>
/// <param name="Result">What came of it.</param>
internal sealed record KingdeeAnswer(bool IsSuccess, bool IsSessionLost, int MsgCode, string Message, JsonElement Result)
{
    /// <summary>The request does not satisfy the rules of the form; a repeated bill number is among them.</summary>
    internal const int Validation = 11;

    /// <summary>Reads an answer; null if it is none of Kingdee's.</summary>
    internal static KingdeeAnswer? Read(string body)
    {
        // the plain text of a session that is over, as some versions send it
        if (ErpJson.Read(body) is not { } json) return IsAboutSession(body) ? new KingdeeAnswer(false, true, 1, body, default) : null;
        // an error of a query is wrapped as if it were a row
        var status = Status(json);
        if (status is null) return json.ValueKind == JsonValueKind.Array ? new KingdeeAnswer(true, false, 0, "", json) : null;
        var code = (int)(status.Value.Member("MsgCode").AsNumber() ?? 0);
        var message = string.Join(" ", status.Value.Member("Errors").Items().Select(Text).Where(t => t.Length > 0));
        var isSuccess = status.Value.Member("IsSuccess") is { ValueKind: JsonValueKind.True };
        return new KingdeeAnswer(isSuccess, !isSuccess && (code == 1 || IsAboutSession(message)), code, message, json.Member("Result") ?? default);
    }

    /// <summary>What is known of the effect of a request that was not done.</summary>
    internal ErpFailure Failure => MsgCode switch
    {
        // a lost session or a lock: turned away before anything happened
        _ when IsSessionLost => ErpFailure.NotSent,
        1 or 13 => ErpFailure.NotSent,
        // an exception or the database: who knows how far it came
        4 or 6 => ErpFailure.Unknown,
        14 => ErpFailure.Throttled,
        _ => ErpFailure.Refused,
    };

    private static JsonElement? Status(JsonElement json)
    {
        while (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0) json = json[0];
        return json.Member("Result")?.Member("ResponseStatus");
    }

    private static string Text(JsonElement error)
    {
        var (field, message) = (error.Member("FieldName").AsText(), error.Member("Message").AsText() ?? "");
        return string.IsNullOrEmpty(field) ? message : $"{field}: {message}";
    }

    // "登录" alone is in the names of fields too
    private static bool IsAboutSession(string text) =>
        text.Contains("会话信息已丢失", StringComparison.Ordinal) || text.Contains("重新登录", StringComparison.Ordinal);
}
