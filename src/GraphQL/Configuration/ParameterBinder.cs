using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Loading;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Decides where the values of a resolver method's parameters come from, and writes the expressions that fetch them.</summary>
/// <param name="types">The registry.</param>
/// <param name="parent">The C# type of the parents; null for root fields.</param>
internal sealed class ParameterBinder(TypeRegistry types, Type? parent)
{
    private readonly ParameterExpression parentValue = Expression.Parameter(parent ?? typeof(object), "parent");

    /// <summary>All parameters of a method; null, with mistakes noted, if one of them cannot be bound.</summary>
    public IReadOnlyList<BoundParameter>? Bind(MethodInfo method)
    {
        var bound = new List<BoundParameter>();
        var parameters = method.GetParameters();
        foreach (var parameter in parameters)
        {
            if (Bind(parameter, method, bound) is { } one)
                bound.Add(one);
        }

        return bound.Count == parameters.Length ? bound : null;
    }

    /// <summary>The value of a parameter when the resolver runs as a task.</summary>
    public Expression Value(BoundParameter bound, Expression context, Expression cancellationToken)
    {
        var type = bound.Parameter.ParameterType;
        var request = Expression.Property(context, nameof(ResolverContext.Request));
        return bound.Origin switch
        {
            ParameterOrigin.Argument when bound.IsCursor => Expression.Coalesce(
                Expression.Property(Expression.Property(request, nameof(RequestContext.Request)), nameof(GraphQLRequest.LastEventId)),
                Argument(bound, Expression.Property(context, nameof(ResolverContext.Arguments)))),
            ParameterOrigin.Argument => Argument(bound, Expression.Property(context, nameof(ResolverContext.Arguments))),
            ParameterOrigin.Parent => Converted(
                Expression.Call(context, nameof(ResolverContext.Required), [bound.Requirement!.ReturnType], Expression.Constant(bound.Index)), type),
            ParameterOrigin.CancellationToken => cancellationToken,
            ParameterOrigin.ResolverContext => context,
            ParameterOrigin.RequestContext => request,
            ParameterOrigin.Caller => Expression.Call(request, nameof(RequestContext.Caller), [type]),
            ParameterOrigin.Loader => Expression.Call(request, nameof(RequestContext.Loader), [type]),
            _ => Expression.Call(
                typeof(ServiceParameters), nameof(ServiceParameters.Get), [type],
                Expression.Property(context, nameof(ResolverContext.Services)), Expression.Constant(IsNullable(bound.Parameter))),
        };
    }

    /// <summary>The value of a parameter that is an argument.</summary>
    public Expression Argument(BoundParameter bound, Expression arguments) => types.Readers.Slot(
        Expression.ArrayIndex(arguments, Expression.Constant(bound.Index)),
        bound.Parameter.ParameterType,
        ClrShape.Of(new NullabilityInfoContext().Create(bound.Parameter)),
        bound.Parameter,
        Expression.Constant(null, typeof(InputPath)),
        bound.Argument!.Name);

    /// <summary>A call of a method that needs nothing but the parent, as an expression over it.</summary>
    public LambdaExpression CallOfParent(MethodInfo method, IReadOnlyList<BoundParameter> bound) =>
        Expression.Lambda(Expression.Call(method, bound.Select(b => Converted(b.Requirement!.Body, b.Parameter.ParameterType))), parentValue);

    private static Expression Converted(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);

    private static bool IsNullable(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;

    private static string PlaceOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private BoundParameter? Bind(ParameterInfo parameter, MethodInfo method, List<BoundParameter> before)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
            return new BoundParameter(parameter, ParameterOrigin.CancellationToken);
        if (type == typeof(ResolverContext))
            return new BoundParameter(parameter, ParameterOrigin.ResolverContext);
        if (type == typeof(RequestContext))
            return new BoundParameter(parameter, ParameterOrigin.RequestContext);
        if (SchemaNames.Attribute<ParentAttribute>(parameter) is { } attribute)
            return BindParent(parameter, attribute, method, before.Count(b => b.Origin == ParameterOrigin.Parent));
        if (type == types.Options.CallerType)
            return new BoundParameter(parameter, ParameterOrigin.Caller);
        if (typeof(DataLoader).IsAssignableFrom(type))
            return new BoundParameter(parameter, ParameterOrigin.Loader);
        if (SchemaNames.Attribute<ServiceAttribute>(parameter) is not null || (!IsSent(parameter) && types.Options.IsService(type)))
            return new BoundParameter(parameter, ParameterOrigin.Service);
        var index = before.Count(b => b.Origin == ParameterOrigin.Argument);
        if (SchemaNames.Attribute<CursorAttribute>(parameter) is not null && (type != typeof(string) || !IsNullable(parameter)))
            types.Mistake($"{PlaceOf(method)}: parameter \"{parameter.Name}\" is marked [Cursor] and has to be a string?.");
        return InputTypes.Argument(parameter, PlaceOf(method), types) is { } argument
            ? new BoundParameter(parameter, ParameterOrigin.Argument, index, argument)
            : null;
    }

    /// <summary>Whether clients can send values of the parameter's type. Asked before the host is, whose services may well include lists of anything.</summary>
    private bool IsSent(ParameterInfo parameter) =>
        SchemaNames.Attribute<GraphQLTypeAttribute>(parameter) is not null
        || types.Input(ClrShape.Of(new NullabilityInfoContext().Create(parameter)), parameter) is not null;

    private BoundParameter? BindParent(ParameterInfo parameter, ParentAttribute attribute, MethodInfo method, int index)
    {
        var place = $"{PlaceOf(method)}: parameter \"{parameter.Name}\"";
        if (parent is null)
        {
            types.Mistake($"{place} wants the parent, and a root field has none.");
            return null;
        }

        Expression value = parentValue;
        foreach (var member in attribute.Member?.Split('.') ?? [])
        {
            if (value.Type.GetProperty(member) is not { } property)
            {
                types.Mistake($"{place} wants \"{member}\", and {value.Type.Name} has no such property.");
                return null;
            }

            value = Expression.Property(value, property);
        }

        if (!parameter.ParameterType.IsAssignableFrom(value.Type) && System.Nullable.GetUnderlyingType(parameter.ParameterType) != value.Type)
        {
            types.Mistake($"{place} is a {parameter.ParameterType.Name}, and the parent gives a {value.Type.Name}.");
            return null;
        }

        return new BoundParameter(parameter, ParameterOrigin.Parent, index, null, Expression.Lambda(value, parentValue));
    }
}
