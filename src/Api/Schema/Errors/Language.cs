using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using Microsoft.Net.Http.Headers;

namespace CrmGraph.Api.Schema.Errors;

/// <summary>The language in which messages are written: what <c>Accept-Language</c> prefers of en and zh-CN; English if it says nothing.</summary>
internal sealed class Language
{
    internal static readonly Language English = new([]);

    internal static readonly Language Chinese = new(new Dictionary<ErrorCode, string>
    {
        [ErrorCode.Validation] = "输入的内容无效",
        [ErrorCode.NotFound] = "对象不存在",
        [ErrorCode.Forbidden] = "没有权限执行此操作",
        [ErrorCode.Conflict] = "对象已被他人修改，请重新读取后再试",
        [ErrorCode.Duplicate] = "可能已存在相同的客户",
        [ErrorCode.InvalidState] = "对象当前的状态不允许此操作",
        [ErrorCode.StageBlocked] = "尚未满足该阶段的条件",
        [ErrorCode.ApprovalRequired] = "需要先经过审批",
        [ErrorCode.NotQualified] = "线索尚未通过资格评估",
        [ErrorCode.LimitExceeded] = "超出限制",
        [ErrorCode.ConnectorUnavailable] = "无法连接外部系统",
    });

    private readonly Dictionary<ErrorCode, string> _messages;

    private Language(Dictionary<ErrorCode, string> messages) => _messages = messages;

    /// <summary>The language of an HTTP request, or of the one that opened a WebSocket.</summary>
    internal static Language Of(HttpContext? http)
    {
        if (http is null || !StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var accepted)) return English;
        foreach (var language in accepted.Where(a => a.Quality is not 0).OrderByDescending(a => a.Quality ?? 1))
        {
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return Chinese;
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return English;
        }
        return English;
    }

    /// <summary>What a code means; in English the messages themselves say it.</summary>
    internal string? Of(ErrorCode code) => _messages.GetValueOrDefault(code);

    /// <summary>The message of a refusal.</summary>
    internal string Of(DomainException refusal) => Of(refusal.Code, refusal.Message, refusal.Path);

    /// <summary>The message of input that fits the schema and is of no use.</summary>
    internal string Of(InvalidInputException invalid) => Of(ErrorCode.Validation, invalid.Message, invalid.Path);

    // The English detail follows: it names numbers and values that the code alone does not tell.
    private string Of(ErrorCode code, string english, IReadOnlyList<string>? path)
    {
        if (!_messages.TryGetValue(code, out var message)) return english;
        return path is null ? $"{message}（{english}）" : $"{message}：{string.Join('.', path)}（{english}）";
    }
}
