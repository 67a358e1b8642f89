using System.Text.RegularExpressions;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Breaks documents in one or two places: names, literals, whole lines, directives, definitions.</summary>
/// <param name="dice">Chance.</param>
/// <param name="names">Names of the schema to put in the place of others.</param>
internal sealed partial class TextMutation(Dice dice, string[] names)
{
    private static readonly string[] Literals =
        ["1", "-3", "1.5", "2147483648", "\"text\"", "true", "false", "null", "WORD", "[]", "{}", "[1, null]", "{f0: 1}", "{unknown: 1}", "$v0", "$nothing", "[[\"a\"]]"];

    private static readonly string[] Insertions =
        [" @skip(if: true)", " @include(if: false)", " @include(if: $v0)", " @unknown", " @skip", " @once", " @tag(name: 1)", " @deprecated", "(x0: 1)", "(if: true)", " { __typename }", "!"];

    private static readonly string[] Definitions =
    [
        "\nfragment Extra on Query { __typename }", "\n{ __typename }", "\nquery Op { __typename }", "\ntype Query { a: Int }", "\nfragment F0 on T0 { __typename }",
        "\nextend type T0 { extra: Int }", "\nscalar Extra", "\nfragment Loop on T0 { ...Loop }", "\nextend schema @tag", "\nsubscription Op { __typename }", "\nenum Extra { true }",
    ];

    /// <summary>The text with one or two changes.</summary>
    public string Apply(string text)
    {
        for (var count = dice.Chance(25) ? 2 : 1; count > 0; count--)
            text = Change(text);
        return text;
    }

    private string Change(string text) => dice.Below(14) switch
    {
        0 or 1 => OnToken(text, IsName, _ => dice.Pick(names)),
        2 => OnToken(text, IsName, t => dice.Chance(50) ? t + "x" : t[..^1] + "_"),
        3 => OnToken(text, IsName, t => dice.Pick([.. Token().Matches(text).Select(m => m.Value).Where(IsName).DefaultIfEmpty(t)])),
        4 or 5 => OnToken(text, IsLiteral, _ => dice.Pick(Literals)),
        6 => OnToken(text, t => t is "!" or "{" or "}" or "(" or ")" or ":" or "$" or "@" or "..." or "[" or "]" or "=", _ => dice.Chance(70) ? "" : dice.Pick("!", "}", "{", "$", "&", "|")),
        7 => OnLines(text, static (lines, from, length, _) => lines.RemoveRange(from, length)),
        8 => OnLines(text, static (lines, from, length, dice) => lines.InsertRange(dice.Below(lines.Count + 1), lines.GetRange(from, length))),
        9 => OnLines(text, static (lines, from, length, dice) =>
        {
            var moved = lines.GetRange(from, length);
            lines.RemoveRange(from, length);
            lines.InsertRange(dice.Below(lines.Count + 1), moved);
        }),
        10 => OnToken(text, IsName, t => t + dice.Pick(Insertions)),
        11 => text + dice.Pick(Definitions),
        12 => OnLines(text, static (lines, from, _, dice) => lines.Insert(from, dice.Pick("  ...F0", "  ... on T1 { __typename }", "  k0: __typename", "  a0", "  ...Missing"))),
        _ => OnToken(text, t => t is "query" or "mutation" or "subscription" or "type" or "interface" or "input" or "union" or "enum" or "implements", _ =>
            dice.Pick("query", "mutation", "subscription", "type", "interface", "input", "union")),
    };

    private string OnToken(string text, Func<string, bool> isWanted, Func<string, string> replace)
    {
        Match[] matches = [.. Token().Matches(text).Where(m => isWanted(m.Value))];
        if (matches.Length == 0)
            return text;
        var match = dice.Pick(matches);
        return text[..match.Index] + replace(match.Value) + text[(match.Index + match.Length)..];
    }

    // A line with the block it opens.
    private string OnLines(string text, Action<List<string>, int, int, Dice> change)
    {
        var lines = text.Split('\n').ToList();
        var from = dice.Below(lines.Count);
        var length = 1;
        if (lines[from].EndsWith('{'))
        {
            var indent = lines[from].Length - lines[from].TrimStart().Length;
            while (from + length < lines.Count && lines[from + length] != new string(' ', indent) + "}")
                length++;
            length = Math.Min(length + 1, lines.Count - from);
        }

        change(lines, from, length, dice);
        return string.Join('\n', lines);
    }

    private static bool IsName(string token) => char.IsLetter(token[0]) || token[0] == '_';

    private static bool IsLiteral(string token) => char.IsDigit(token[0]) || token[0] is '"' or '-' || token is "true" or "false" or "null" || token.StartsWith('V');

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|\\.\\.\\.|[A-Za-z_][A-Za-z0-9_]*|-?[0-9][0-9.eE+-]*|\\S")]
    private static partial Regex Token();
}
