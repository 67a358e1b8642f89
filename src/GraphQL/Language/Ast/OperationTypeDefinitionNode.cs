namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A root operation type in a schema definition (spec 3.3.1).</summary>
/// <param name="operation">The kind of operation.</param>
/// <param name="type">The object type that serves it.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class OperationTypeDefinitionNode(OperationType operation, NamedTypeNode type, int start, int end)
    : SyntaxNode(SyntaxKind.OperationTypeDefinition, start, end)
{
    /// <summary>The kind of operation.</summary>
    public OperationType Operation { get; } = operation;

    /// <summary>The object type that serves it.</summary>
    public NamedTypeNode Type { get; } = type;
}
