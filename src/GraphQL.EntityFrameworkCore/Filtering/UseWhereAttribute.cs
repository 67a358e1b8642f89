using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>
/// Gives a resolver method that reports on rows the argument <c>where</c>, as lists of these rows have it. The method gets the condition
/// from <see cref="ResolverContextExtensions.Where{T}"/>; what it returns is never null.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseWhereAttribute<T> : FieldFactoryAttribute
    where T : class
{
    /// <inheritdoc/>
    public override OutputField CreateField(ResolverMethod method, TypeRegistry types)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(types);
        var node = types.ObjectTypeOf(typeof(T));
        var where = new InputValue(ResolverContextExtensions.WhereName, new FilterType(node).InputType(types), description: $"Which {node.Name} objects count.");
        return new OutputField(
            method.Name, types.OutputType(ResultOf(method.Method.ReturnType), nullable: false), method.Arguments.Append(where), method.Description, method.DeprecationReason)
        {
            Resolver = new TaskResolver(method.Invoke) { Requirements = method.Requirements },
        };
    }

    private static Type ResultOf(Type returned) =>
        returned.IsGenericType && (returned.GetGenericTypeDefinition() == typeof(Task<>) || returned.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? returned.GetGenericArguments()[0]
            : returned;
}

/// <summary>What resolver methods ask of their context.</summary>
public static class ResolverContextExtensions
{
    internal const string WhereName = "where";

    /// <summary>The condition that the argument <c>where</c> stands for; null if there is none.</summary>
    /// <exception cref="Errors.GraphQLException">BAD_USER_INPUT: too large, or a null where none makes sense.</exception>
    public static Expression<Func<T, bool>>? Where<T>(this ResolverContext context)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Argument<InputObjectValue?>(WhereName) is not { } where) return null;
        if (!context.Request.Schema.TryGetObjectType(typeof(T), out var node))
            throw new InvalidOperationException($"The schema has no object type of {typeof(T).Name}.");
        return (Expression<Func<T, bool>>?)new FilterCompiler(context.Services, context.Request).Compile(new FilterType(node), where, typeof(T));
    }
}
