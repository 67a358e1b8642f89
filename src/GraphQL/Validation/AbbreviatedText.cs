using System.Text;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>Literals and type references as messages show them; long ones are cut off, because a client chooses their size.</summary>
internal static class AbbreviatedText
{
    private const int MaxLength = 1000;

    public static string Of(SyntaxNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, MaxLength) + "...";
    }

    private static void Append(StringBuilder text, SyntaxNode node)
    {
        if (text.Length > MaxLength)
            return;
        _ = node switch
        {
            IntValueNode n => text.Append(n.Value),
            FloatValueNode n => text.Append(n.Value),
            BooleanValueNode n => text.Append(n.Value ? "true" : "false"),
            EnumValueNode n => text.Append(n.Value),
            NullValueNode => text.Append("null"),
            VariableNode n => text.Append('$').Append(n.Name.Value),
            StringValueNode { IsBlock: true } n => text.Append(BlockString.Quote(Cut(n.Value))),
            StringValueNode n => text.Append(StringLiteral.Quote(Cut(n.Value))),
            ListValueNode n => AppendAll(text, "[", n.Items, "]"),
            ObjectValueNode { Fields.IsEmpty: true } => text.Append("{}"),
            ObjectValueNode n => AppendAll(text, "{ ", n.Fields, " }"),
            ObjectFieldNode n => AppendField(text, n),
            NamedTypeNode n => text.Append(n.Name.Value),
            ListTypeNode n => AppendAll(text, "[", [n.Type], "]"),
            NonNullTypeNode n => AppendNonNull(text, n),
            _ => throw new ArgumentException($"{node.Kind} is neither a literal nor a type.", nameof(node)),
        };
    }

    private static StringBuilder AppendAll(StringBuilder text, string open, IEnumerable<SyntaxNode> nodes, string close)
    {
        text.Append(open);
        var first = true;
        foreach (var node in nodes)
        {
            if (!first)
                text.Append(", ");
            first = false;
            Append(text, node);
            if (text.Length > MaxLength)
                break;
        }

        return text.Append(close);
    }

    private static StringBuilder AppendField(StringBuilder text, ObjectFieldNode field)
    {
        text.Append(field.Name.Value).Append(": ");
        Append(text, field.Value);
        return text;
    }

    private static StringBuilder AppendNonNull(StringBuilder text, NonNullTypeNode type)
    {
        Append(text, type.Type);
        return text.Append('!');
    }

    private static string Cut(string value) => value.Length <= MaxLength ? value : value[..MaxLength];
}
