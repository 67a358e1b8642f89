using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Names are names (spec 2.1.9), and those with two underscores are reserved (spec 4).</summary>
internal static class NameRules
{
    public static void Check(string name, SyntaxNode? node, SchemaFindings findings)
    {
        if (name.Length == 0)
            findings.Add("Expected name to be a non-empty string.", node);
        else if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            findings.Add($"Names must only contain [_a-zA-Z0-9] but \"{name}\" does not.", node);
        else if (char.IsAsciiDigit(name[0]))
            findings.Add($"Names must start with [_a-zA-Z] but \"{name}\" does not.", node);
        else if (name.StartsWith("__", StringComparison.Ordinal))
            findings.Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
    }

    /// <summary>The names that occur more than once.</summary>
    public static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(n => n).Where(g => g.Skip(1).Any()).Select(g => g.Key);
}
