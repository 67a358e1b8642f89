using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>Fields with one response name that cannot be merged.</summary>
/// <param name="ResponseName">The response name.</param>
/// <param name="Reason">Why, as it stands in the message.</param>
/// <param name="Fields1">The one field, followed by the fields inside that are at fault.</param>
/// <param name="Fields2">The same of the other field.</param>
internal sealed record Conflict(string ResponseName, string Reason, IReadOnlyList<FieldNode> Fields1, IReadOnlyList<FieldNode> Fields2)
{
    // A client chooses the length of names and how many fields conflict; a message stays readable.
    private const int MaxTextLength = 1000;
    private const int MaxNodes = 20;

    /// <summary>Two fields that conflict by themselves.</summary>
    public static Conflict Between(FieldNode field1, FieldNode field2, string reason) => new(field1.ResponseName, reason, [field1], [field2]);

    public static Conflict DifferentFields(FieldNode field1, FieldNode field2) =>
        Between(field1, field2, $"\"{Abbreviate(field1.Name.Value)}\" and \"{Abbreviate(field2.Name.Value)}\" are different fields");

    public static Conflict DifferentArguments(FieldNode field1, FieldNode field2) => Between(field1, field2, "they have differing arguments");

    /// <summary>Two fields that conflict because of what they select.</summary>
    public static Conflict Inside(FieldNode field1, FieldNode field2, List<Conflict> conflicts)
    {
        var reason = "";
        foreach (var conflict in conflicts)
        {
            reason += $"{(reason.Length == 0 ? "" : " and ")}subfields \"{Abbreviate(conflict.ResponseName)}\" conflict because {conflict.Reason}";
            if (reason.Length > MaxTextLength)
                break;
        }

        return new Conflict(
            field1.ResponseName,
            Abbreviate(reason),
            Gather(field1, conflicts, c => c.Fields1),
            Gather(field2, conflicts, c => c.Fields2));
    }

    public void Report(ValidationContext context)
    {
        var offsets = new int[Fields1.Count + Fields2.Count];
        for (var i = 0; i < offsets.Length; i++)
            offsets[i] = (i < Fields1.Count ? Fields1[i] : Fields2[i - Fields1.Count]).Start;
        context.Report(
            $"Fields \"{Abbreviate(ResponseName)}\" conflict because {Reason}. Use different aliases on the fields to fetch both if this was intentional.",
            offsets);
    }

    private static string Abbreviate(string text) => text.Length > MaxTextLength ? text[..MaxTextLength] + "..." : text;

    /// <summary>The outer field and, of each conflict inside, the innermost fields that there is room for.</summary>
    private static List<FieldNode> Gather(FieldNode outer, List<Conflict> conflicts, Func<Conflict, IReadOnlyList<FieldNode>> side)
    {
        var nodes = new List<FieldNode> { outer };
        foreach (var conflict in conflicts)
        {
            var inner = side(conflict);
            var room = MaxNodes - nodes.Count;
            for (var i = Math.Max(0, inner.Count - room); i < inner.Count; i++)
                nodes.Add(inner[i]);
            if (nodes.Count == MaxNodes)
                break;
        }

        return nodes;
    }
}
