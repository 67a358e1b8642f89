using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <content>The walk over type-system definitions; there are no types to keep track of, because they are only being defined.</content>
internal sealed partial class DocumentWalker
{
    private void WalkTypeSystemDefinition(DefinitionNode definition)
    {
        switch (definition)
        {
            case DirectiveDefinitionNode directive:
                Call(rules.DirectiveDefinitionEntered, directive);
                WalkInputValues(directive.Arguments, "ARGUMENT_DEFINITION");
                break;
            case SchemaDefinitionNode schema:
                Call(rules.SchemaDefinitionEntered, schema);
                WalkDirectives(schema, schema.Directives, "SCHEMA");
                foreach (var operationType in schema.OperationTypes)
                    Call(rules.NamedTypeEntered, operationType.Type);
                break;
            case TypeDefinitionNode type:
                Call(rules.TypeDefinitionEntered, type);
                WalkTypeDefinition(type);
                break;
        }
    }

    private void WalkTypeDefinition(TypeDefinitionNode definition)
    {
        switch (definition)
        {
            case ScalarTypeDefinitionNode scalar:
                WalkDirectives(scalar, scalar.Directives, "SCALAR");
                break;
            case ObjectTypeDefinitionNode type:
                WalkNames(type.Interfaces);
                WalkDirectives(type, type.Directives, "OBJECT");
                WalkFields(type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                WalkNames(type.Interfaces);
                WalkDirectives(type, type.Directives, "INTERFACE");
                WalkFields(type.Fields);
                break;
            case UnionTypeDefinitionNode union:
                WalkDirectives(union, union.Directives, "UNION");
                WalkNames(union.Types);
                break;
            case EnumTypeDefinitionNode type:
                WalkDirectives(type, type.Directives, "ENUM");
                foreach (var value in type.Values)
                    WalkDirectives(value, value.Directives, "ENUM_VALUE");
                break;
            case InputObjectTypeDefinitionNode input:
                WalkDirectives(input, input.Directives, "INPUT_OBJECT");
                WalkInputValues(input.Fields, "INPUT_FIELD_DEFINITION");
                break;
        }
    }

    private void WalkNames(ImmutableArray<NamedTypeNode> names)
    {
        foreach (var name in names)
            Call(rules.NamedTypeEntered, name);
    }

    private void WalkFields(ImmutableArray<FieldDefinitionNode> fields)
    {
        foreach (var field in fields)
        {
            WalkInputValues(field.Arguments, "ARGUMENT_DEFINITION");
            WalkType(field.Type);
            WalkDirectives(field, field.Directives, "FIELD_DEFINITION");
        }
    }

    private void WalkInputValues(ImmutableArray<InputValueDefinitionNode> values, string location)
    {
        foreach (var value in values)
        {
            WalkType(value.Type);
            if (value.DefaultValue is { } literal)
                WalkValue(literal, type: null, hasDefault: false);
            WalkDirectives(value, value.Directives, location);
        }
    }
}
