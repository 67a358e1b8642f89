using System.Collections.Immutable;
using System.Text;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>Writes nodes with indentation. What has no selection set or fields inside comes from <see cref="InlineText"/>.</summary>
internal sealed class SyntaxWriter
{
    private readonly StringBuilder text = new();
    private int level;

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>Writes any node.</summary>
    public void Write(SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document:
                WriteDocument(document);
                break;
            case OperationDefinitionNode operation:
                WriteOperation(operation);
                break;
            case FragmentDefinitionNode fragment:
                Append($"{InlineText.Of(fragment.Description)}fragment {fragment.Name} on {InlineText.Of(fragment.TypeCondition)} ");
                Append(fragment.Directives.IsEmpty ? "" : InlineText.Of(fragment.Directives) + " ");
                Write(fragment.SelectionSet);
                break;
            case SelectionSetNode selectionSet:
                WriteBlock(selectionSet.Selections);
                break;
            case SelectionNode selection:
                WriteSelection(selection);
                break;
            case TypeSystemDefinitionNode definition:
                WriteTypeSystemDefinition(definition);
                break;
            case DirectiveDefinitionNode directive:
                Append($"{InlineText.Of(directive.Description)}directive @{directive.Name}{InlineText.Of(directive.Arguments)}");
                Append($"{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}");
                break;
            case FieldDefinitionNode field:
                Append(InlineText.Of(field.Description) + field.Name + InlineText.Of(field.Arguments) + ": " + InlineText.Of(field.Type));
                Append(field.Directives.IsEmpty ? "" : " " + InlineText.Of(field.Directives));
                break;
            case EnumValueDefinitionNode value:
                Append(InlineText.Of(value.Description) + Line(value.Name.Value, InlineText.Of(value.Directives)));
                break;
            case OperationTypeDefinitionNode operationType:
                Append($"{Keyword(operationType.Operation)}: {InlineText.Of(operationType.Type)}");
                break;
            default:
                Append(Inline(node));
                break;
        }
    }

    private static string Inline(SyntaxNode node) => node switch
    {
        ValueNode value => InlineText.Of(value),
        TypeNode type => InlineText.Of(type),
        ArgumentNode argument => InlineText.Of(argument),
        ObjectFieldNode field => InlineText.Of(field),
        DirectiveNode directive => InlineText.Of(directive),
        VariableDefinitionNode variable => InlineText.Of(variable),
        InputValueDefinitionNode value => InlineText.Of(value),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, null),
    };

    private void WriteDocument(DocumentNode document)
    {
        for (var i = 0; i < document.Definitions.Length; i++)
        {
            Append(i == 0 ? "" : "\n\n");
            Write(document.Definitions[i]);
        }
    }

    private void WriteOperation(OperationDefinitionNode operation)
    {
        var header = InlineText.Of(operation.Description) + Line(
            Keyword(operation.Operation),
            operation.Name + InlineText.Of(operation.VariableDefinitions),
            InlineText.Of(operation.Directives));
        if (header != "query")
            Append(header + " ");
        Write(operation.SelectionSet);
    }

    private void WriteSelection(SelectionNode selection)
    {
        switch (selection)
        {
            case FieldNode field:
                var name = field.Alias is { } alias ? $"{alias}: {field.Name}" : field.Name.Value;
                Append(Line(InlineText.Of(name, field.Arguments), InlineText.Of(field.Directives)));
                if (field.SelectionSet is { } selectionSet)
                {
                    Append(" ");
                    Write(selectionSet);
                }

                break;
            case FragmentSpreadNode spread:
                Append(Line("..." + spread.Name, InlineText.Of(spread.Directives)));
                break;
            case InlineFragmentNode fragment:
                var on = fragment.TypeCondition is { } type ? "on " + InlineText.Of(type) : "";
                Append(Line("...", on, InlineText.Of(fragment.Directives)) + " ");
                Write(fragment.SelectionSet);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(selection), selection.Kind, null);
        }
    }

    private void WriteTypeSystemDefinition(TypeSystemDefinitionNode definition)
    {
        var directives = InlineText.Of(definition.Directives);
        Append(InlineText.Of(definition.Description) + (definition.IsExtension ? "extend " : ""));
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                WriteHeaderAndBlock(Line("schema", directives), schema.OperationTypes);
                break;
            case ScalarTypeDefinitionNode scalar:
                Append(Line("scalar", scalar.Name.Value, directives));
                break;
            case ObjectTypeDefinitionNode type:
                WriteHeaderAndBlock(Line("type", type.Name.Value, Implements(type.Interfaces), directives), type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                WriteHeaderAndBlock(Line("interface", type.Name.Value, Implements(type.Interfaces), directives), type.Fields);
                break;
            case UnionTypeDefinitionNode union:
                var types = union.Types.IsEmpty ? "" : "= " + string.Join(" | ", union.Types.Select(InlineText.Of));
                Append(Line("union", union.Name.Value, directives, types));
                break;
            case EnumTypeDefinitionNode type:
                WriteHeaderAndBlock(Line("enum", type.Name.Value, directives), type.Values);
                break;
            case InputObjectTypeDefinitionNode type:
                WriteHeaderAndBlock(Line("input", type.Name.Value, directives), type.Fields);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(definition), definition.Kind, null);
        }
    }

    private static string Implements(ImmutableArray<NamedTypeNode> interfaces) =>
        interfaces.IsEmpty ? "" : "implements " + string.Join(" & ", interfaces.Select(InlineText.Of));

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    private static string Line(params ReadOnlySpan<string> parts)
    {
        var line = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Length > 0)
                line.Append(line.Length == 0 ? "" : " ").Append(part);
        }

        return line.ToString();
    }

    private void WriteHeaderAndBlock<T>(string header, ImmutableArray<T> items) where T : SyntaxNode
    {
        Append(header);
        if (items.IsEmpty)
            return;
        Append(" ");
        WriteBlock(items);
    }

    private void WriteBlock<T>(ImmutableArray<T> items) where T : SyntaxNode
    {
        Append("{");
        level++;
        foreach (var item in items)
        {
            Append("\n");
            Write(item);
        }

        level--;
        Append("\n}");
    }

    private void Append(string part)
    {
        foreach (var line in part.AsSpan().Split('\n'))
        {
            if (line.Start.Value > 0)
                text.Append('\n').Append(' ', 2 * level);
            text.Append(part.AsSpan()[line]);
        }
    }
}
