using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>
/// A schema (spec 3.3): immutable, with every type reachable from its roots. Building one finds the types and nothing else;
/// whether it obeys the rules of the specification is told by <c>SchemaValidator.Validate</c>, with all findings at once.
/// </summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> types = [];
    private readonly Dictionary<string, ImmutableArray<ObjectType>> possibleTypes = [];
    private readonly Dictionary<string, HashSet<string>> subTypes = [];
    private readonly Dictionary<Type, ObjectType> byRuntimeType = [];
    private readonly Dictionary<string, DirectiveType> directives = [];

    /// <summary>Collects all types from the roots, the directives' arguments and <paramref name="additionalTypes"/>.</summary>
    /// <exception cref="ArgumentException">Two different types have the same name.</exception>
    public Schema(
        ObjectType? queryType,
        ObjectType? mutationType = null,
        ObjectType? subscriptionType = null,
        IEnumerable<NamedType>? additionalTypes = null,
        IEnumerable<DirectiveType>? directiveTypes = null,
        string? description = null)
    {
        QueryType = queryType;
        MutationType = mutationType;
        SubscriptionType = subscriptionType;
        Description = description;
        var given = directiveTypes?.ToArray() ?? [];
        Directives = [.. given, .. SpecifiedDirectives.All.Where(s => given.All(d => d.Name != s.Name))];
        foreach (var directive in Directives)
            directives.TryAdd(directive.Name, directive);
        NamedType[] additional = [.. additionalTypes ?? []];
        var later = additional.ToHashSet();
        var collected = new List<NamedType>();
        foreach (var type in additional)
        {
            later.Remove(type);
            Collect([type], later, collected);
        }

        NamedType?[] roots = [queryType, mutationType, subscriptionType, .. given.SelectMany(d => d.Arguments).Select(a => a.Type.Named)];
        Collect(roots.OfType<NamedType>(), later, collected);
        Types = [.. collected];
        Collect([.. Directives.SelectMany(d => d.Arguments).Select(a => a.Type.Named), IntrospectionTypes.Schema], later, collected);
        AllTypes = [.. collected];
        IndexSubTypes();
    }

    /// <summary>
    /// All types without the introspection types: the additional ones in their order, each followed by what it alone refers to, then the
    /// roots and what they refer to, depth first.
    /// </summary>
    public ImmutableArray<NamedType> Types { get; }

    /// <summary><see cref="Types"/>, and behind them what every schema has: the introspection types, String and Boolean.</summary>
    public ImmutableArray<NamedType> AllTypes { get; }

    /// <summary>The given directives in order, and behind them the specified ones whose name none of them has.</summary>
    public ImmutableArray<DirectiveType> Directives { get; }

    /// <summary>The root of queries; null only in schemas that are not valid.</summary>
    public ObjectType? QueryType { get; }

    /// <summary>The root of mutations, if any.</summary>
    public ObjectType? MutationType { get; }

    /// <summary>The root of subscriptions, if any.</summary>
    public ObjectType? SubscriptionType { get; }

    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; }

    /// <summary>The schema definition it was built from, and extensions; empty for schemas built from code.</summary>
    public IReadOnlyList<SchemaDefinitionNode> SyntaxNodes { get; init; } = [];

    /// <summary>The SDL that all syntax nodes of the schema refer to; null for schemas built from code.</summary>
    public SourceText? Source { get; init; }

    /// <summary>The type of that name, introspection types included; null if there is none.</summary>
    public NamedType? FindType(string name) => types.GetValueOrDefault(name);

    /// <summary>The type that a reference in a document means; null if the schema has no type of that name.</summary>
    public GraphQLType? FindType(TypeNode reference) => reference switch
    {
        NamedTypeNode named => FindType(named.Name.Value),
        ListTypeNode list => FindType(list.Type) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => FindType(nonNull.Type) is { } nullable ? new NonNullType(nullable) : null,
        _ => null,
    };

    /// <summary>The directive of that name; null if there is none.</summary>
    public DirectiveType? FindDirective(string name) => directives.GetValueOrDefault(name);

    /// <summary>The root type of an operation; null if the schema has none.</summary>
    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The object types that a value of the type may have: its implementations, its members, or itself.</summary>
    public ImmutableArray<ObjectType> PossibleTypes(NamedType type) => type is ObjectType self ? [self] : possibleTypes.GetValueOrDefault(type.Name, []);

    /// <summary>Whether <paramref name="type"/> implements the interface or is a member of the union.</summary>
    public bool IsSubType(NamedType abstractType, NamedType type) => subTypes.TryGetValue(abstractType.Name, out var set) && set.Contains(type.Name);

    /// <summary>The object type of values of a CLR type or the nearest of its base types.</summary>
    public bool TryGetObjectType(Type runtimeType, [NotNullWhen(true)] out ObjectType? type)
    {
        for (var t = runtimeType; t is not null; t = t.BaseType)
        {
            if (byRuntimeType.TryGetValue(t, out type))
                return true;
        }

        type = null;
        return false;
    }

    /// <summary>
    /// Depth first, each type before those it refers to, passing over those whose turn comes later; with a stack of its own, because
    /// chains of types can be long.
    /// </summary>
    private void Collect(IEnumerable<NamedType> roots, HashSet<NamedType> later, List<NamedType> collected)
    {
        var pending = new Stack<NamedType>(roots.Reverse());
        while (pending.TryPop(out var type))
        {
            if (later.Contains(type))
                continue;
            if (types.TryAdd(type.Name, type))
            {
                collected.Add(type);
                foreach (var referenced in ReferencedBy(type).Reverse())
                    pending.Push(referenced);
            }
            else if (!ReferenceEquals(types[type.Name], type) && !Introspection.IsShared(type))
            {
                throw new ArgumentException($"Schema must contain uniquely named types but contains multiple types named \"{type.Name}\".");
            }
        }
    }

    private static IEnumerable<NamedType> ReferencedBy(NamedType type) => type switch
    {
        FieldsType fields => fields.Interfaces.AsEnumerable<NamedType>().Concat(
            fields.Fields.SelectMany(f => f.Arguments.Select(a => a.Type.Named).Prepend(f.Type.Named))),
        UnionType union => union.Types,
        InputObjectType input => input.Fields.Select(f => f.Type.Named),
        _ => [],
    };

    private void IndexSubTypes()
    {
        var implementations = new Dictionary<string, List<ObjectType>>();
        foreach (var type in Types)
        {
            if (type is ObjectType { RuntimeType: { } runtimeType } typed)
                byRuntimeType.TryAdd(runtimeType, typed);
            if (type is UnionType union)
            {
                possibleTypes[union.Name] = union.Types;
                subTypes[union.Name] = [.. union.Types.Select(t => t.Name)];
            }

            if (type is not FieldsType fields)
                continue;
            foreach (var parent in fields.Interfaces)
            {
                (subTypes.TryGetValue(parent.Name, out var set) ? set : subTypes[parent.Name] = []).Add(type.Name);
                if (type is ObjectType implementation)
                    (implementations.TryGetValue(parent.Name, out var list) ? list : implementations[parent.Name] = []).Add(implementation);
            }
        }

        foreach (var (name, list) in implementations)
            possibleTypes[name] = [.. list];
    }
}
