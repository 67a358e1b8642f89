using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CrmGraph.Api.Surveys;

/// <summary>The page that customers see: one form without scripts, in the language that their browser asks for.</summary>
internal static class SurveyPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color:#222}" +
        "fieldset{border:0;padding:0;margin:1rem 0}label{display:block;margin:.4rem 0}textarea{width:100%;box-sizing:border-box}" +
        "button{font:inherit;padding:.5rem 1.5rem}.problem{color:#a00}";

    /// <summary>What the page may do: show its own style and send its form back, nothing else.</summary>
    internal static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // a page in UTF-8 shows Chinese as it is
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string[] EnglishScores = ["Not at all satisfied", "Rather not satisfied", "Neither", "Satisfied", "Very satisfied"];
    private static readonly string[] ChineseScores = ["非常不满意", "不满意", "一般", "满意", "非常满意"];

    /// <summary>The form.</summary>
    /// <param name="chinese">In Chinese instead of English.</param>
    /// <param name="problem">What was wrong with the answer that has been sent.</param>
    internal static string Form(bool chinese, string? problem = null)
    {
        var scores = new StringBuilder();
        for (var score = 5; score >= 1; score--)
            scores.Append(CultureInfo.InvariantCulture, $"<label><input type=\"radio\" name=\"score\" value=\"{score}\" required> {score} – {(chinese ? ChineseScores : EnglishScores)[score - 1]}</label>");
        return Page(
            chinese,
            chinese ? "客户满意度调查" : "How satisfied are you?",
            $"""
            {(problem is null ? "" : $"<p class=\"problem\" role=\"alert\">{Encoder.Encode(problem)}</p>")}
            <form method="post">
            <fieldset><legend>{(chinese ? "您对我们的合作满意吗？" : "How satisfied are you with working with us?")}</legend>{scores}</fieldset>
            <label>{(chinese ? "您还想告诉我们什么？" : "What else would you like to tell us?")}<textarea name="comment" rows="5" maxlength="2000"></textarea></label>
            <p><button>{(chinese ? "提交" : "Send")}</button></p>
            </form>
            """);
    }

    /// <summary>A page with a message instead of the form.</summary>
    internal static string Message(bool chinese, string english, string inChinese) =>
        Page(chinese, chinese ? "客户满意度调查" : "How satisfied are you?", $"<p>{Encoder.Encode(chinese ? inChinese : english)}</p>");

    private static string Page(bool chinese, string title, string body) =>
        $"""
        <!doctype html>
        <html lang="{(chinese ? "zh-CN" : "en")}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>{title}</title><style>{Style}</style></head>
        <body><main><h1>{title}</h1>
        {body}
        </main></body>
        </html>
        """;
}
