using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes fields of the public static methods of a static class.</summary>
internal static class MethodFields
{
    /// <summary>The fields of <c>Query</c>.</summary>
    public static IEnumerable<OutputField> OfQuery(Type owner, TypeRegistry types) =>
        MethodsOf(owner, types).Select(m => Field(m, null, types)).OfType<OutputField>();

    /// <summary>Further fields of an object type.</summary>
    public static IEnumerable<OutputField> OfExtension(Type owner, Type parent, TypeRegistry types) =>
        MethodsOf(owner, types).Select(m => Field(m, parent, types)).OfType<OutputField>();

    /// <summary>The methods of a class that are fields.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type owner, TypeRegistry types)
    {
        if (owner is not { IsAbstract: true, IsSealed: true })
            types.Mistake($"{owner.Name} has to be a static class: resolvers have no state.");
        return owner.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(m => !m.IsSpecialName && !m.IsDefined(typeof(GraphQLIgnoreAttribute)));
    }

    /// <summary>Binds a method; null, with mistakes noted, if that cannot be.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parent">The C# type of the parents; null for root fields.</param>
    /// <param name="prefix">What is taken off the front of its name.</param>
    /// <param name="types">The registry.</param>
    /// <param name="collect">Whether a stream that it returns is read into a list.</param>
    public static ResolverMethod? Bind(MethodInfo method, Type? parent, string prefix, TypeRegistry types, bool collect = true)
    {
        var binder = new ParameterBinder(types, parent);
        if (binder.Bind(method) is not { } parameters || !ReturnsSomething(method, types))
            return null;
        var context = Expression.Parameter(typeof(ResolverContext), "context");
        var cancellationToken = Expression.Parameter(typeof(CancellationToken), "cancellationToken");
        var call = Expression.Call(method, parameters.Select(p => binder.Value(p, context, cancellationToken)));
        var body = MethodResults.Await(call, Conversion(method, types), collect, cancellationToken);
        var compiled = Expression.Lambda<Func<ResolverContext, CancellationToken, ValueTask<object?>>>(body, context, cancellationToken).Compile();
        return new ResolverMethod(SchemaNames.OfMethod(method, prefix), method, types, parameters, compiled);
    }

    /// <summary>How messages call a method.</summary>
    public static string PlaceOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    /// <summary>The field's type by the method's return type; null with a mistake noted.</summary>
    public static GraphQLType? TypeOf(MethodInfo method, ClrShape shape, TypeRegistry types)
    {
        if (types.Output(shape, method) is { } type)
            return type;
        types.Mistake($"{PlaceOf(method)} returns {MethodResults.ValueTypeOf(method.ReturnType).Name}, which has no type in the schema. "
            + "Bind a scalar with AddScalar, name the type with [GraphQLType], or leave the method out with [GraphQLIgnore].");
        return null;
    }

    private static OutputField? Field(MethodInfo method, Type? parent, TypeRegistry types)
    {
        if (method.GetCustomAttribute<FieldFactoryAttribute>() is { } factory)
            return Bind(method, parent, "Get", types) is { } source ? Made(factory, source, types) : null;
        if (Bind(method, parent, "Get", types) is not { } bound)
            return null;
        var shape = ClrShape.OfResult(new NullabilityInfoContext().Create(method.ReturnParameter));
        if (TypeOf(method, shape, types) is not { } type)
            return null;
        var resolver = PureResolverOf(method, parent, types) ?? new TaskResolver(bound.Invoke) { Requirements = bound.Requirements };
        return new OutputField(bound.Name, type, bound.Arguments, bound.Description, bound.DeprecationReason) { Resolver = resolver };
    }

    private static OutputField? Made(FieldFactoryAttribute factory, ResolverMethod method, TypeRegistry types)
    {
        try
        {
            return factory.CreateField(method, types);
        }
        catch (ArgumentException exception)
        {
            types.Mistake($"{PlaceOf(method.Method)}: {exception.Message}");
            return null;
        }
    }

    /// <summary>A resolver for a method that needs nothing but arguments, or nothing but the parent; null for all others.</summary>
    private static FieldResolver? PureResolverOf(MethodInfo method, Type? parent, TypeRegistry types)
    {
        var binder = new ParameterBinder(types, parent);
        if (MethodResults.IsAsync(method.ReturnType) || binder.Bind(method) is not { } parameters)
            return null;
        if (parameters.Count > 0 && parameters.All(p => p.Origin == ParameterOrigin.Parent))
            return FromParent(binder.CallOfParent(method, parameters), method, types);
        if (parameters.Any(p => p.Origin != ParameterOrigin.Argument))
            return null;
        var parentValue = Expression.Parameter(typeof(object), "parent");
        var arguments = Expression.Parameter(typeof(PureArguments), "arguments");
        var call = Expression.Call(method, parameters.Select(p => binder.Argument(p, Expression.Property(arguments, nameof(PureArguments.Values)))));
        var compiled = Expression.Lambda<Func<object, PureArguments, object?>>(Expression.Convert(call, typeof(object)), parentValue, arguments).Compile();
        var convert = Conversion(method, types);
        return new FunctionResolver((value, given) =>
        {
            try
            {
                var result = compiled(value, given);
                return result is null || convert is null ? result : convert(result);
            }
            catch (InvalidInputException exception)
            {
                throw exception.ToGraphQLException();
            }
        });
    }

    private static FieldResolver FromParent(LambdaExpression call, MethodInfo method, TypeRegistry types)
    {
        var id = GlobalId.Of(ClrShape.Of(call.ReturnType, false).Leaf, method, types);
        return PropertyFields.ResolverOf(id is null ? call : Expression.Lambda(id.Encode(call.Body), call.Parameters));
    }

    /// <summary>What turns the ids that a method returns into global ids; null if it returns none.</summary>
    private static Func<object, object?>? Conversion(MethodInfo method, TypeRegistry types)
    {
        var shape = ClrShape.Of(MethodResults.ValueTypeOf(method.ReturnType), false);
        if (GlobalId.Of(shape.Leaf, method, types) is not { } id)
            return null;
        var value = Expression.Parameter(typeof(object));
        return Expression.Lambda<Func<object, object?>>(id.Encode(Expression.Convert(value, shape.Type)), value).Compile();
    }

    private static bool ReturnsSomething(MethodInfo method, TypeRegistry types)
    {
        if (method.ReturnType != typeof(void) && method.ReturnType != typeof(Task) && method.ReturnType != typeof(ValueTask) && !method.IsGenericMethodDefinition)
            return true;
        types.Mistake($"{PlaceOf(method)} {(method.IsGenericMethodDefinition ? "is generic" : "returns nothing")}; a field has one type and a value.");
        return false;
    }
}
