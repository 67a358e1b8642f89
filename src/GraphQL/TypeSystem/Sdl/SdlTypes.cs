using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.TypeSystem.Sdl;

/// <summary>The types of a document, each made of its definition and extensions.</summary>
internal sealed class SdlTypes
{
    private readonly Dictionary<string, NamedType> byName = [];

    public SdlTypes(DocumentNode document, SdlSchemaOptions options)
    {
        foreach (var scalar in BuiltInScalars.Specified)
            byName.Add(scalar.Name, scalar);
        var nodes = document.Definitions.OfType<TypeDefinitionNode>().ToLookup(d => d.Name.Value);
        var all = new List<NamedType>();
        foreach (var group in nodes)
        {
            if (byName.ContainsKey(group.Key))
                continue;
            var type = Create(group.Key, [.. group.OrderBy(n => n.IsExtension)], options);
            byName.Add(group.Key, type);
            all.Add(type);
        }

        All = all;
    }

    /// <summary>The types that the document defines, in its order.</summary>
    public IReadOnlyList<NamedType> All { get; }

    /// <summary>The type of that name; null if there is none. Introspection types need no definition.</summary>
    public NamedType? TryFind(string name) => byName.GetValueOrDefault(name) ?? Introspection.Types.FirstOrDefault(t => t.Name == name);

    /// <summary>The type of that name.</summary>
    public NamedType Find(string name) => TryFind(name) ?? throw new ArgumentException($"Unknown type: \"{name}\".");

    /// <summary>A directive of its definition.</summary>
    public DirectiveType Directive(DirectiveDefinitionNode node) => new(
        node.Name.Value, node.Locations.Select(l => l.Value), node.Arguments.Select(Input), node.IsRepeatable, node.Description?.Value)
    {
        SyntaxNode = node,
    };

    private NamedType Create(string name, TypeDefinitionNode[] nodes, SdlSchemaOptions options)
    {
        if (nodes[0].IsExtension)
            throw new ArgumentException($"Cannot extend type \"{name}\" because it is not defined.");
        if (nodes.Count(n => !n.IsExtension) > 1)
            throw new ArgumentException($"There can be only one type named \"{name}\".");
        if (nodes.FirstOrDefault(n => n.Kind != nodes[0].Kind) is { } other)
            throw new ArgumentException($"Cannot extend type \"{name}\" as {KindOf(other)} because it is {KindOf(nodes[0])}.");
        var description = nodes[0].Description?.Value;
        return nodes[0] switch
        {
            ScalarTypeDefinitionNode => options.Scalars.FirstOrDefault(s => s.Name == name)
                ?? new OpaqueScalarType(name, description, SpecifiedBy(nodes)) { SyntaxNodes = nodes },
            ObjectTypeDefinitionNode => new ObjectType(
                name,
                () => nodes.Cast<ObjectTypeDefinitionNode>().SelectMany(n => n.Fields).Select(Field),
                () => Interfaces(nodes.Cast<ObjectTypeDefinitionNode>().SelectMany(n => n.Interfaces)),
                description)
            { SyntaxNodes = nodes },
            InterfaceTypeDefinitionNode => new InterfaceType(
                name,
                () => nodes.Cast<InterfaceTypeDefinitionNode>().SelectMany(n => n.Fields).Select(Field),
                () => Interfaces(nodes.Cast<InterfaceTypeDefinitionNode>().SelectMany(n => n.Interfaces)),
                description)
            { SyntaxNodes = nodes },
            UnionTypeDefinitionNode => new UnionType(
                name,
                () => nodes.Cast<UnionTypeDefinitionNode>().SelectMany(n => n.Types).Select(t => Find(t.Name.Value)).OfType<ObjectType>(),
                description)
            { SyntaxNodes = nodes },
            EnumTypeDefinitionNode => new EnumType(
                name, nodes.Cast<EnumTypeDefinitionNode>().SelectMany(n => n.Values).Select(Value), description)
            { SyntaxNodes = nodes },
            _ => new InputObjectType(
                name,
                () => nodes.Cast<InputObjectTypeDefinitionNode>().SelectMany(n => n.Fields).Select(Input),
                description,
                nodes.Any(n => n.Directives.Any(d => d.Name.Value == SpecifiedDirectives.OneOf.Name)))
            { SyntaxNodes = nodes },
        };
    }

    private OutputField Field(FieldDefinitionNode node) =>
        new(node.Name.Value, Reference(node.Type), node.Arguments.Select(Input), node.Description?.Value, DeprecationReason(node.Directives)) { SyntaxNode = node };

    private InputValue Input(InputValueDefinitionNode node) =>
        new(node.Name.Value, Reference(node.Type), node.DefaultValue, node.Description?.Value, DeprecationReason(node.Directives)) { SyntaxNode = node };

    private static EnumValue Value(EnumValueDefinitionNode node) =>
        new(node.Name.Value, null, node.Description?.Value, DeprecationReason(node.Directives)) { SyntaxNode = node };

    /// <summary>What is no interface is left to schema validation, which finds it by the type's syntax.</summary>
    private IEnumerable<InterfaceType> Interfaces(IEnumerable<NamedTypeNode> references) => references.Select(r => Find(r.Name.Value)).OfType<InterfaceType>();

    private GraphQLType Reference(TypeNode node) => node switch
    {
        ListTypeNode list => new ListType(Reference(list.Type)),
        NonNullTypeNode nonNull => new NonNullType(Reference(nonNull.Type)),
        NamedTypeNode named => Find(named.Name.Value),
        _ => throw new ArgumentException($"A {node.Kind} is no reference to a type.", nameof(node)),
    };

    private static string? DeprecationReason(IEnumerable<DirectiveNode> directives)
    {
        var directive = directives.FirstOrDefault(d => d.Name.Value == SpecifiedDirectives.Deprecated.Name);
        return directive is null ? null : Text(directive, "reason") ?? SpecifiedDirectives.DefaultDeprecationReason;
    }

    private static string? SpecifiedBy(TypeDefinitionNode[] nodes) =>
        nodes.SelectMany(n => n.Directives).FirstOrDefault(d => d.Name.Value == SpecifiedDirectives.SpecifiedBy.Name) is { } directive ? Text(directive, "url") : null;

    private static string? Text(DirectiveNode directive, string argument) =>
        (directive.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value as StringValueNode)?.Value;

    private static string KindOf(TypeDefinitionNode node) => node switch
    {
        ScalarTypeDefinitionNode => "a scalar",
        ObjectTypeDefinitionNode => "an object type",
        InterfaceTypeDefinitionNode => "an interface",
        UnionTypeDefinitionNode => "a union",
        EnumTypeDefinitionNode => "an enum",
        _ => "an input object type",
    };
}
