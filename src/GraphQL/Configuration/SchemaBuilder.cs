using System.Reflection;
using System.Text.Json;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>
/// Builds a schema from C#: static methods become fields, classes become types, XML documentation becomes descriptions, annotations
/// become nullability. Reflection happens here and nowhere later: what runs per request are compiled delegates.
/// </summary>
public sealed class SchemaBuilder
{
    private readonly SchemaOptions options = new();
    private readonly List<Type> queries = [];
    private readonly List<Type> mutations = [];
    private readonly List<Type> subscriptions = [];
    private readonly List<Func<TypeRegistry, OutputField>> queryFields = [];
    private readonly Dictionary<Type, ObjectTypeDefinition> definitions = [];
    private readonly Dictionary<Type, List<Type>> extensions = [];
    private readonly List<NamedType> namedTypes = [];
    private readonly List<Type> classes = [];
    private readonly Dictionary<Type, ScalarType> scalars = new()
    {
        [typeof(string)] = BuiltInScalars.String,
        [typeof(bool)] = BuiltInScalars.Boolean,
        [typeof(byte)] = BuiltInScalars.Int,
        [typeof(short)] = BuiltInScalars.Int,
        [typeof(int)] = BuiltInScalars.Int,
        [typeof(uint)] = BuiltInScalars.Long,
        [typeof(long)] = BuiltInScalars.Long,
        [typeof(float)] = BuiltInScalars.Float,
        [typeof(double)] = BuiltInScalars.Float,
        [typeof(decimal)] = BuiltInScalars.Decimal,
        [typeof(DateTimeOffset)] = BuiltInScalars.DateTime,
        [typeof(DateOnly)] = BuiltInScalars.Date,
        [typeof(TimeSpan)] = BuiltInScalars.Duration,
        [typeof(Uri)] = BuiltInScalars.Url,
        [typeof(JsonElement)] = BuiltInScalars.Any,
        [typeof(object)] = BuiltInScalars.Any,
    };

    private MutationConvention? mutationConvention;

    /// <summary>Adds the public methods of a static class to <c>Query</c>.</summary>
    public SchemaBuilder AddQueryType(Type owner) => Add(queries, owner);

    /// <summary>Adds the public methods of a static class to <c>Mutation</c>.</summary>
    public SchemaBuilder AddMutationType(Type owner) => Add(mutations, owner);

    /// <summary>Adds the public methods of a static class to <c>Subscription</c>.</summary>
    public SchemaBuilder AddSubscriptionType(Type owner) => Add(subscriptions, owner);

    /// <summary>Adds the definition of an object type.</summary>
    public SchemaBuilder AddObjectType<TDefinition>()
        where TDefinition : ObjectTypeDefinition, new()
    {
        var definition = new TDefinition();
        if (!definitions.TryAdd(definition.ClrType, definition))
            throw new ArgumentException($"{definition.ClrType.Name} has two definitions: {definitions[definition.ClrType].GetType().Name} and {typeof(TDefinition).Name}.");
        return this;
    }

    /// <summary>Adds the public methods of a static class, marked with <see cref="ObjectTypeAttribute{T}"/>, to an object type.</summary>
    public SchemaBuilder AddTypeExtension(Type owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var extended = owner.GetCustomAttribute<TypeExtensionAttribute>()?.Extended
            ?? throw new ArgumentException($"{owner.Name} does not say what it extends: mark it [ObjectType<T>].", nameof(owner));
        (extensions.TryGetValue(extended, out var list) ? list : extensions[extended] = []).Add(owner);
        return this;
    }

    /// <summary>
    /// Adds a class by its attribute: <see cref="QueryTypeAttribute"/>, <see cref="MutationTypeAttribute"/>, <see cref="SubscriptionTypeAttribute"/>
    /// or <see cref="ObjectTypeAttribute{T}"/>. A class without becomes an object type of the schema even if nothing refers to it.
    /// </summary>
    public SchemaBuilder AddType(Type clr)
    {
        ArgumentNullException.ThrowIfNull(clr);
        if (clr.IsDefined(typeof(QueryTypeAttribute)))
            return AddQueryType(clr);
        if (clr.IsDefined(typeof(MutationTypeAttribute)))
            return AddMutationType(clr);
        if (clr.IsDefined(typeof(SubscriptionTypeAttribute)))
            return AddSubscriptionType(clr);
        return clr is { IsAbstract: true, IsSealed: true } ? AddTypeExtension(clr) : Add(classes, clr);
    }

    /// <summary>Adds a type that is ready made.</summary>
    public SchemaBuilder AddType(NamedType type)
    {
        namedTypes.Add(type);
        return this;
    }

    /// <summary>Adds a field to <c>Query</c>, made once the registry is there.</summary>
    public SchemaBuilder AddQueryField(Func<TypeRegistry, OutputField> create)
    {
        queryFields.Add(create);
        return this;
    }

    /// <summary>Binds a C# type to a scalar.</summary>
    public SchemaBuilder AddScalar(Type clr, ScalarType scalar)
    {
        scalars[clr] = scalar;
        return this;
    }

    /// <summary>
    /// Makes every mutation answer with a payload: the changed object, nullable, and <c>errors</c>. Exceptions that <paramref name="map"/>
    /// knows become errors of the payload; all others fail the request.
    /// </summary>
    /// <typeparam name="TError">The C# interface, marked with <see cref="InterfaceTypeAttribute"/>, that all errors implement.</typeparam>
    /// <param name="map">The errors for an exception (<see cref="InvalidInputException"/> among them); null if clients can do nothing about it.</param>
    /// <exception cref="ArgumentException"><typeparamref name="TError"/> is not marked.</exception>
    public SchemaBuilder AddMutationConventions<TError>(Func<Exception, IReadOnlyList<TError>?> map)
        where TError : class
    {
        ArgumentNullException.ThrowIfNull(map);
        if (!typeof(TError).IsDefined(typeof(InterfaceTypeAttribute)))
            throw new ArgumentException($"{typeof(TError).Name} has to be an interface marked [InterfaceType]: it is the type of the payloads' errors.", nameof(map));
        mutationConvention = new MutationConvention(typeof(TError), map);
        return this;
    }

    /// <summary>Changes the options.</summary>
    public SchemaBuilder ModifyOptions(Action<SchemaOptions> modify)
    {
        ArgumentNullException.ThrowIfNull(modify);
        modify(options);
        return this;
    }

    /// <summary>Builds the schema.</summary>
    /// <exception cref="SchemaException">The classes make no valid schema.</exception>
    public Schema Build()
    {
        var types = new TypeRegistry(options, scalars, definitions, extensions);
        foreach (var type in namedTypes)
            types.Add(type);
        var query = Root("Query", queries, types, owner => MethodFields.OfQuery(owner, types), queryFields);
        var mutation = Root("Mutation", mutations, types, new MutationFields(mutationConvention, types).Of, []);
        var subscription = Root("Subscription", subscriptions, types, owner => SubscriptionFields.Of(owner, types), []);
        foreach (var clr in definitions.Keys.Concat(classes))
            types.AddAdditional(types.ObjectTypeOf(clr));

        var schema = Collect(query, mutation, subscription, types);
        if (types.Mistakes.Count > 0)
            throw new SchemaException(types.Mistakes);
        types.Readers.Compile();
        var findings = SchemaValidator.Validate(schema!);
        return findings.Count == 0 ? schema! : throw new SchemaException([.. findings.Select(f => f.Message)]);
    }

    /// <summary>Collects the types. An interface that is met on the way brings its implementations, so this goes on until no more come.</summary>
    private Schema? Collect(ObjectType? query, ObjectType? mutation, ObjectType? subscription, TypeRegistry types)
    {
        // roots first, so that a printed schema begins with them
        var roots = new[] { query, mutation, subscription }.OfType<NamedType>();
        while (true)
        {
            var known = types.Additional.Count;
            try
            {
                var schema = new Schema(query, mutation, subscription, [.. roots, .. types.Additional, .. namedTypes], SpecifiedDirectives.All, options.Description);
                if (types.Additional.Count == known)
                    return schema;
            }
            catch (ArgumentException exception)
            {
                types.Mistake(exception.Message);
                return null;
            }
        }
    }

    private static ObjectType? Root(
        string name, List<Type> owners, TypeRegistry types, Func<Type, IEnumerable<OutputField>> fieldsOf, List<Func<TypeRegistry, OutputField>> made)
    {
        if (owners.Count == 0 && made.Count == 0)
            return null;
        var root = new ObjectType(name, () => ObjectTypes.Merge(made.Select(create => create(types)), owners.SelectMany(fieldsOf), name, types));
        types.Add(root);
        return root;
    }

    private SchemaBuilder Add(List<Type> list, Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        list.Add(type);
        return this;
    }
}
