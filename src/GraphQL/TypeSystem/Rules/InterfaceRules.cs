using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>What a type must have to implement an interface (spec 3.6, IsValidImplementation).</summary>
internal static class InterfaceRules
{
    public static void Check(Schema schema, FieldsType type, SchemaFindings findings)
    {
        foreach (var node in type.SyntaxNodes.SelectMany(InterfacesOf))
        {
            if (schema.FindType(node.Name.Value) is { } other and not InterfaceType)
                findings.Add($"Type {type} must only implement Interface types, it cannot implement {other}.", node);
        }

        var known = new HashSet<InterfaceType>();
        foreach (var parent in type.Interfaces)
        {
            if (ReferenceEquals(type, parent))
            {
                findings.Add($"Type {type} cannot implement itself because it would create a circular reference.", NodesOf(type, parent));
                continue;
            }

            if (!known.Add(parent))
            {
                findings.Add($"Type {type} can only implement {parent} once.", NodesOf(type, parent));
                continue;
            }

            CheckAncestors(schema, type, parent, findings);
            foreach (var field in parent.Fields)
                CheckField(schema, type, parent, field, findings);
        }
    }

    private static void CheckAncestors(Schema schema, FieldsType type, InterfaceType parent, SchemaFindings findings)
    {
        foreach (var ancestor in parent.Interfaces)
        {
            if (type.Interfaces.Contains(ancestor))
                continue;
            findings.Add(Message(ancestor.Name), NodesOf(parent, ancestor).Concat(NodesOf(type, parent)));
        }

        // What the parent claims to implement although it is no interface is a fault of the parent, and one of all that implement it.
        foreach (var node in parent.SyntaxNodes.SelectMany(InterfacesOf))
        {
            var name = node.Name.Value;
            if (schema.FindType(name) is not (null or InterfaceType) && !type.SyntaxNodes.SelectMany(InterfacesOf).Any(n => n.Name.Value == name))
                findings.Add(Message(name), NodesOf(type, parent).Prepend(node));
        }

        string Message(string ancestor) => ancestor == type.Name
            ? $"Type {type} cannot implement {parent} because it would create a circular reference."
            : $"Type {type} must implement {ancestor} because it is implemented by {parent}.";
    }

    private static void CheckField(Schema schema, FieldsType type, InterfaceType parent, OutputField expected, SchemaFindings findings)
    {
        var expectedName = $"{parent}.{expected.Name}";
        if (type.FindField(expected.Name) is not { } field)
        {
            findings.Add($"Interface field {expectedName} expected but {type} does not provide it.", [expected.SyntaxNode, .. type.SyntaxNodes]);
            return;
        }

        var name = $"{type}.{field.Name}";
        if (!IsSubType(schema, field.Type, expected.Type))
        {
            findings.Add(
                $"Interface field {expectedName} expects type {expected.Type} but {name} is type {field.Type}.", expected.SyntaxNode?.Type, field.SyntaxNode?.Type);
        }

        CheckArguments(name, field, expectedName, expected, findings);
        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            findings.Add(
                $"Interface field {expectedName} is not deprecated, so implementation field {name} must not be deprecated.",
                SchemaFindings.Deprecated(field.SyntaxNode?.Directives),
                field.SyntaxNode?.Type);
        }
    }

    private static void CheckArguments(string name, OutputField field, string expectedName, OutputField expected, SchemaFindings findings)
    {
        foreach (var wanted in expected.Arguments)
        {
            var wantedName = $"{expectedName}({wanted.Name}:)";
            if (field.FindArgument(wanted.Name) is not { } argument)
            {
                findings.Add($"Interface field argument {wantedName} expected but {name} does not provide it.", wanted.SyntaxNode, field.SyntaxNode);
            }
            else if (!wanted.Type.IsEqualTo(argument.Type))
            {
                findings.Add(
                    $"Interface field argument {wantedName} expects type {wanted.Type} but {name}({argument.Name}:) is type {argument.Type}.",
                    wanted.SyntaxNode?.Type,
                    argument.SyntaxNode?.Type);
            }
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && expected.FindArgument(argument.Name) is null)
            {
                findings.Add(
                    $"Argument \"{name}({argument.Name}:)\" must not be required type \"{argument.Type}\" if not provided by the Interface field \"{expectedName}\".",
                    argument.SyntaxNode,
                    expected.SyntaxNode);
            }
        }
    }

    /// <summary>IsValidImplementationFieldType: the same type, or one that is narrower at any depth.</summary>
    private static bool IsSubType(Schema schema, GraphQLType type, GraphQLType expected) => (type, expected) switch
    {
        (NonNullType a, NonNullType b) => IsSubType(schema, a.OfType, b.OfType),
        (NonNullType a, _) => IsSubType(schema, a.OfType, expected),
        (ListType a, ListType b) => IsSubType(schema, a.OfType, b.OfType),
        (NamedType a, NamedType b) => ReferenceEquals(a, b) || (b is InterfaceType or UnionType && schema.IsSubType(b, a)),
        _ => false,
    };

    private static IEnumerable<NamedTypeNode> NodesOf(FieldsType type, InterfaceType parent) =>
        type.SyntaxNodes.SelectMany(InterfacesOf).Where(n => n.Name.Value == parent.Name);

    private static IEnumerable<NamedTypeNode> InterfacesOf(TypeDefinitionNode node) => node switch
    {
        ObjectTypeDefinitionNode type => type.Interfaces,
        InterfaceTypeDefinitionNode type => type.Interfaces,
        _ => [],
    };
}
