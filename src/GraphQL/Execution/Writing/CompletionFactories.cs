using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Makes the completion of a field for what is selected of it; leaves need no selections and share one.</summary>
internal sealed class CompletionFactory<T>(Func<SelectionSetTable?, Completion<T>> create)
{
    public CompletionFactory(Completion<T> shared) : this(_ => shared)
    {
    }

    public Completion<T> Create(SelectionSetTable? selections) => create(selections);
}

/// <summary>Chooses completions by CLR and GraphQL type, once per field of the schema.</summary>
internal sealed class CompletionFactories(Schema schema)
{
    private readonly AbstractTypes abstractTypes = new(schema);

    /// <summary>For values whose CLR type is known only when they are seen.</summary>
    public CompletionFactory<object> Dynamic(GraphQLType type)
    {
        switch (type.Nullable)
        {
            case ListType list:
                var items = Dynamic(list.OfType);
                return new(table => new DynamicListCompletion(items.Create(table), list.OfType.IsNonNull));
            case ScalarType scalar:
                return new(new ScalarCompletion<object>(scalar));
            case EnumType values:
                return new(new EnumCompletion<object>(values));
            default:
                return Composite<object>();
        }
    }

    /// <summary>
    /// For values of a CLR type (a <c>CompletionFactory&lt;clrType&gt;</c>); null if the pair has no typed form, so that values are
    /// handled by what they turn out to be.
    /// </summary>
    public object? Typed(Type clrType, GraphQLType type) =>
        typeof(CompletionFactories).GetMethod(nameof(TypedFactory), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(clrType).Invoke(this, [type]);

    private CompletionFactory<T>? TypedFactory<T>(GraphQLType type)
    {
        if (Nullable.GetUnderlyingType(typeof(T)) is { } underlying)
            return NullableOf<T>(underlying, type);
        switch (type.Nullable)
        {
            case ListType list:
                return ListOf<T>(list);
            case ScalarType scalar when scalar.RuntimeType == typeof(T) && IsTyped(scalar):
                return (CompletionFactory<T>)Make(typeof(TypedParts), nameof(TypedParts.Scalar), [typeof(T)], scalar);
            case ScalarType scalar:
                return new(new ScalarCompletion<T>(scalar));
            case EnumType values:
                return typeof(T).IsEnum ? (CompletionFactory<T>)Make(typeof(TypedParts), nameof(TypedParts.Enum), [typeof(T)], values) : new(new BoxingCompletion<T>(new EnumCompletion<object>(values)));
            default:
                return Composite<T>();
        }
    }

    private CompletionFactory<T> Composite<T>() => new(table => table!.Single is { } single
        ? new ObjectCompletion<T>(single)
        : new AbstractCompletion<T>(table, abstractTypes));

    private CompletionFactory<T>? NullableOf<T>(Type underlying, GraphQLType type) =>
        Typed(underlying, type) is { } inner ? (CompletionFactory<T>)Make(typeof(TypedParts), nameof(TypedParts.Nullable), [underlying], inner) : null;

    private CompletionFactory<T>? ListOf<T>(ListType list)
    {
        var sequence = new[] { typeof(T) }.Concat(typeof(T).GetInterfaces())
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        if (sequence is null || typeof(T) == typeof(string))
            return null;
        var item = sequence.GetGenericArguments()[0];
        return Typed(item, list.OfType) is { } items
            ? (CompletionFactory<T>)Make(typeof(TypedParts), nameof(TypedParts.List), [typeof(T), item], items, list.OfType.IsNonNull)
            : null;
    }

    private static bool IsTyped(ScalarType scalar)
    {
        var type = scalar.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ScalarType<>)))
            type = type.BaseType;
        return type is not null;
    }

    private static object Make(Type owner, string method, Type[] types, params object[] arguments) =>
        owner.GetMethod(method)!.MakeGenericMethod(types).Invoke(null, arguments)!;

    // Generic methods with constraints that the calls above know to hold.
    private static class TypedParts
    {
        public static CompletionFactory<T> Scalar<T>(ScalarType<T> scalar)
            where T : notnull => new(new TypedScalarCompletion<T>(scalar));

        public static CompletionFactory<T> Enum<T>(EnumType type)
            where T : notnull => new(new EnumCompletion<T>(type));

        public static CompletionFactory<T?> Nullable<T>(CompletionFactory<T> inner)
            where T : struct => new(table => new NullableCompletion<T>(inner.Create(table)));

        public static CompletionFactory<TList> List<TList, TItem>(CompletionFactory<TItem> items, bool itemsAreNonNull) =>
            new(table => new ListCompletion<TList, TItem>(items.Create(table), itemsAreNonNull));
    }
}

/// <summary>Hands a value on as an object.</summary>
internal sealed class BoxingCompletion<T>(Completion<object> inner) : Completion<T>
{
    public override bool Write(T value, ref int child, ResponseWriter writer) => inner.Write(value!, ref child, writer);
}
