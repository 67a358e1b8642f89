using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>The nodes directly below a node, in source order. Names are no nodes.</summary>
internal static class SyntaxChildren
{
    /// <summary>Adds the children of <paramref name="node"/>.</summary>
    public static void AddTo(List<SyntaxNode> children, SyntaxNode node)
    {
        switch (node)
        {
            case DocumentNode document:
                Add(document.Definitions);
                break;
            case OperationDefinitionNode operation:
                AddIfAny(operation.Description);
                Add(operation.VariableDefinitions);
                Add(operation.Directives);
                children.Add(operation.SelectionSet);
                break;
            case FragmentDefinitionNode fragment:
                AddIfAny(fragment.Description);
                children.Add(fragment.TypeCondition);
                Add(fragment.Directives);
                children.Add(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                AddIfAny(variable.Description);
                children.Add(variable.Variable);
                children.Add(variable.Type);
                AddIfAny(variable.DefaultValue);
                Add(variable.Directives);
                break;
            case SelectionSetNode selectionSet:
                Add(selectionSet.Selections);
                break;
            case FieldNode field:
                Add(field.Arguments);
                Add(field.Directives);
                AddIfAny(field.SelectionSet);
                break;
            case FragmentSpreadNode spread:
                Add(spread.Directives);
                break;
            case InlineFragmentNode fragment:
                AddIfAny(fragment.TypeCondition);
                Add(fragment.Directives);
                children.Add(fragment.SelectionSet);
                break;
            case ArgumentNode argument:
                children.Add(argument.Value);
                break;
            case DirectiveNode directive:
                Add(directive.Arguments);
                break;
            case ListValueNode list:
                Add(list.Items);
                break;
            case ObjectValueNode fields:
                Add(fields.Fields);
                break;
            case ObjectFieldNode field:
                children.Add(field.Value);
                break;
            case ListTypeNode list:
                children.Add(list.Type);
                break;
            case NonNullTypeNode nonNull:
                children.Add(nonNull.Type);
                break;
            case DirectiveDefinitionNode directive:
                AddIfAny(directive.Description);
                Add(directive.Arguments);
                break;
            case TypeSystemDefinitionNode definition:
                AddTypeSystem(definition);
                break;
            case OperationTypeDefinitionNode operationType:
                children.Add(operationType.Type);
                break;
            case FieldDefinitionNode field:
                AddIfAny(field.Description);
                Add(field.Arguments);
                children.Add(field.Type);
                Add(field.Directives);
                break;
            case InputValueDefinitionNode value:
                AddIfAny(value.Description);
                children.Add(value.Type);
                AddIfAny(value.DefaultValue);
                Add(value.Directives);
                break;
            case EnumValueDefinitionNode value:
                AddIfAny(value.Description);
                Add(value.Directives);
                break;
        }

        void AddTypeSystem(TypeSystemDefinitionNode definition)
        {
            AddIfAny(definition.Description);
            Add(Interfaces(definition));
            Add(definition.Directives);
            switch (definition)
            {
                case SchemaDefinitionNode schema:
                    Add(schema.OperationTypes);
                    break;
                case ObjectTypeDefinitionNode type:
                    Add(type.Fields);
                    break;
                case InterfaceTypeDefinitionNode type:
                    Add(type.Fields);
                    break;
                case UnionTypeDefinitionNode type:
                    Add(type.Types);
                    break;
                case EnumTypeDefinitionNode type:
                    Add(type.Values);
                    break;
                case InputObjectTypeDefinitionNode type:
                    Add(type.Fields);
                    break;
            }
        }

        void Add<T>(ImmutableArray<T> nodes) where T : SyntaxNode
        {
            foreach (var child in nodes)
                children.Add(child);
        }

        void AddIfAny(SyntaxNode? child)
        {
            if (child is not null)
                children.Add(child);
        }
    }

    private static ImmutableArray<NamedTypeNode> Interfaces(TypeSystemDefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type => type.Interfaces,
        InterfaceTypeDefinitionNode type => type.Interfaces,
        _ => [],
    };
}
