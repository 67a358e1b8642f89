using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>The types of a schema while it is built: finds or makes the type of the schema for a C# type.</summary>
public sealed class TypeRegistry
{
    private readonly Dictionary<string, NamedType> byName = [];
    private readonly Dictionary<Type, NamedType> outputs = [];
    private readonly Dictionary<Type, InputObjectType> inputs = [];
    private readonly Dictionary<Type, InputClass> inputClasses = [];
    private readonly Dictionary<Type, ScalarType> scalars;
    private readonly Dictionary<Type, ObjectTypeDefinition> definitions;
    private readonly Dictionary<Type, List<Type>> extensions;
    private readonly Dictionary<Type, object> shared = [];
    private readonly List<NamedType> additional = [];
    private readonly List<string> mistakes = [];
    private readonly XmlDocumentation documentation = new();

    internal TypeRegistry(
        SchemaOptions options, Dictionary<Type, ScalarType> scalars, Dictionary<Type, ObjectTypeDefinition> definitions, Dictionary<Type, List<Type>> extensions)
    {
        Options = options;
        this.scalars = scalars;
        this.definitions = definitions;
        this.extensions = extensions;
        Readers = new InputReaders(this);
        foreach (var scalar in BuiltInScalars.Specified.Concat(BuiltInScalars.Custom).Concat(scalars.Values))
            byName[scalar.Name] = scalar;
    }

    internal SchemaOptions Options { get; }

    internal InputReaders Readers { get; }

    /// <summary>What is wrong in the given classes, found so far.</summary>
    internal IReadOnlyList<string> Mistakes => mistakes;

    /// <summary>Types that nothing refers to: those that implement an interface.</summary>
    internal IReadOnlyList<NamedType> Additional => additional;

    /// <summary>The output type for a C# type. The items of lists are taken as not null unless they are <see cref="Nullable{T}"/>.</summary>
    /// <exception cref="ArgumentException">The C# type has none.</exception>
    public GraphQLType OutputType(Type clr, bool nullable) =>
        Output(ClrShape.Of(clr, nullable), null) ?? throw new ArgumentException($"{clr} is no output type.", nameof(clr));

    /// <summary>The input type for a C# type. Typed ids are <c>ID</c>; see <see cref="NodeId.TryDecode"/>.</summary>
    /// <exception cref="ArgumentException">The C# type has none.</exception>
    public GraphQLType InputType(Type clr, bool nullable) =>
        Input(ClrShape.Of(clr, nullable), null) ?? throw new ArgumentException($"{clr} is no input type.", nameof(clr));

    /// <summary>The object type of a C# class, made if needed: from its definition, or from its public properties. Fields are made when first asked for.</summary>
    public ObjectType ObjectTypeOf(Type clr) => (ObjectType)Cached(clr, () =>
    {
        var definition = definitions.GetValueOrDefault(clr) ?? ObjectTypeDefinition.ByConvention(clr);
        return ObjectTypes.Create(clr, definition, extensions.GetValueOrDefault(clr) ?? [], this);
    });

    /// <summary>The type of that name, if there is one already; scalars that the engine brings are always there.</summary>
    public NamedType? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The type of that name, made if there is none.</summary>
    /// <exception cref="ArgumentException">There is one of another kind.</exception>
    public T GetOrAdd<T>(string name, Func<T> create)
        where T : NamedType
    {
        if (!byName.TryGetValue(name, out var type))
            Add(type = create());
        return type as T ?? throw new ArgumentException($"The type \"{name}\" is a {type.GetType().Name}, not a {typeof(T).Name}.", nameof(name));
    }

    /// <summary>An object that all fields of this schema share, one of its type: what a data source learns of some types and needs for others.</summary>
    public T Shared<T>()
        where T : class, new()
    {
        if (!shared.TryGetValue(typeof(T), out var value))
            shared.Add(typeof(T), value = new T());
        return (T)value;
    }

    /// <summary>The scalar bound to a C# type.</summary>
    public bool TryGetScalar(Type clr, [NotNullWhen(true)] out ScalarType? scalar) => scalars.TryGetValue(clr, out scalar);

    /// <summary>The enum type of a C# enum.</summary>
    public EnumType EnumTypeOf(Type clr) => (EnumType)Cached(clr, () => new EnumType(
        SchemaNames.OfType(clr),
        clr.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => !f.IsDefined(typeof(GraphQLIgnoreAttribute))).Select(f =>
            new EnumValue(SchemaNames.OfEnumValue(f), f.GetValue(null), DescriptionOf(f), SchemaNames.DeprecationOf(f))),
        DescriptionOf(clr),
        clr));

    /// <summary>The description of a type or member from its XML documentation; null if it has none.</summary>
    public string? DescriptionOf(MemberInfo member) => documentation.SummaryOf(member);

    internal string? DescriptionOf(ParameterInfo parameter) => documentation.SummaryOf(parameter);

    internal void Mistake(string text)
    {
        if (!mistakes.Contains(text))
            mistakes.Add(text);
    }

    internal void Add(NamedType type)
    {
        if (!byName.TryAdd(type.Name, type) && !ReferenceEquals(byName[type.Name], type))
            Mistake($"Two types want the name \"{type.Name}\"; give one of them another with [GraphQLName].");
    }

    internal void AddAdditional(NamedType type)
    {
        if (!additional.Contains(type))
            additional.Add(type);
    }

    /// <summary>The name of the type of a C# class, without making the type.</summary>
    internal string NameOf(Type clr) => definitions.TryGetValue(clr, out var definition) ? definition.NameOf(clr) : SchemaNames.OfType(clr);

    internal static bool IsInputClass(Type type) =>
        type is { IsClass: true, IsAbstract: false } or { IsValueType: true } && type.Name.EndsWith("Input", StringComparison.Ordinal) && !type.IsGenericType;

    internal InputClass InputMembersOf(Type type)
    {
        if (!inputClasses.TryGetValue(type, out var definition))
        {
            var (constructor, members) = InputMember.Of(type);
            inputClasses.Add(type, definition = new InputClass(type, constructor, members));
        }

        return definition;
    }

    /// <summary>The type that SDL writes like this.</summary>
    internal GraphQLType? ParseType(string sdl)
    {
        try
        {
            return Resolve(Parser.ParseType(sdl), sdl);
        }
        catch (SyntaxException exception)
        {
            Mistake($"[GraphQLType(\"{sdl}\")]: {exception.Error.Message}");
            return null;
        }
    }

    /// <summary>The output type of a shape; null if it has none.</summary>
    internal GraphQLType? Output(ClrShape shape, ICustomAttributeProvider? source)
    {
        if (SchemaNames.Attribute<GraphQLTypeAttribute>(source) is { } given)
            return ParseType(given.Type);
        GraphQLType? type = shape.Item is { } item
            ? Output(item, source) is { } of ? new ListType(of) : null
            : Leaf(shape.Type, source) ?? Composite(shape.Type);
        return type is null || shape.IsNullable ? type : new NonNullType(type);
    }

    /// <summary>The input type of a shape; null if it has none.</summary>
    internal GraphQLType? Input(ClrShape shape, ICustomAttributeProvider? source)
    {
        GraphQLType? type = shape.Item is { } item
            ? Input(item, source) is { } of ? new ListType(of) : null
            : Leaf(shape.Type, source) ?? InputObject(shape.Type);
        return type is null || shape.IsNullable ? type : new NonNullType(type);
    }

    private GraphQLType? Resolve(TypeNode node, string sdl)
    {
        switch (node)
        {
            case NonNullTypeNode nonNull:
                return Resolve(nonNull.Type, sdl) is { } inner ? new NonNullType(inner) : null;
            case ListTypeNode list:
                return Resolve(list.Type, sdl) is { } item ? new ListType(item) : null;
            default:
                var name = ((NamedTypeNode)node).Name.Value;
                var found = Find(name) ?? Declared(name);
                if (found is null)
                    Mistake($"[GraphQLType(\"{sdl}\")]: there is no type \"{name}\".");
                return found;
        }
    }

    /// <summary>A type that has a definition but that nothing has referred to yet.</summary>
    private ObjectType? Declared(string name) =>
        definitions.FirstOrDefault(d => d.Value.NameOf(d.Key) == name).Key is { } clr ? ObjectTypeOf(clr) : null;

    private NamedType? Leaf(Type type, ICustomAttributeProvider? source)
    {
        if (GlobalId.Of(type, source, this) is not null || (type == typeof(string) && SchemaNames.Attribute<IDAttribute>(source) is not null))
            return BuiltInScalars.Id;
        if (scalars.TryGetValue(type, out var scalar))
            return scalar;
        return type.IsEnum ? EnumTypeOf(type) : null;
    }

    private NamedType? Composite(Type type)
    {
        if (definitions.ContainsKey(type))
            return ObjectTypeOf(type);
        if (type.IsInterface && type.IsDefined(typeof(InterfaceTypeAttribute)))
            return Cached(type, () => AbstractTypes.Interface(type, this));
        if (type.IsInterface && type.IsDefined(typeof(UnionTypeAttribute)))
            return Cached(type, () => AbstractTypes.Union(type, this));
        var isObject = (type.IsClass || (type.IsValueType && !type.IsPrimitive)) && !type.IsAbstract && !type.IsArray
            && !typeof(Delegate).IsAssignableFrom(type) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;
        return isObject ? ObjectTypeOf(type) : null;
    }

    private InputObjectType? InputObject(Type type)
    {
        if (!IsInputClass(type))
            return null;
        if (!inputs.TryGetValue(type, out var input))
        {
            inputs.Add(type, input = InputTypes.Create(InputMembersOf(type), this));
            Add(input);
        }

        return input;
    }

    private NamedType Cached(Type clr, Func<NamedType> create)
    {
        if (!outputs.TryGetValue(clr, out var type))
        {
            outputs.Add(clr, type = create());
            Add(type);
        }

        return type;
    }
}
