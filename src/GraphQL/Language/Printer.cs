using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>
/// Syntax tree to canonical text: two spaces per level, arguments and values wrapped when they are longer than 80 characters, as
/// version 17 of the reference implementation prints them.
/// </summary>
public static class Printer
{
    /// <summary>Prints a node and all below it. Lines end with a line feed; there is none at the end.</summary>
    public static string Print(SyntaxNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var writer = new SyntaxWriter();
        writer.Write(node);
        return writer.ToString();
    }
}
