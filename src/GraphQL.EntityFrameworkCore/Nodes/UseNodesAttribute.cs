using System.Collections;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>
/// On a resolver method that returns <see cref="NodeReference"/>s: the field's value are the objects, of which one query per type
/// fetches what is selected. A sequence becomes <c>[Node!]!</c> without those that the caller does not see; a single reference
/// becomes <c>Node</c>, null if the caller does not see it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UseNodesAttribute : FieldFactoryAttribute
{
    /// <inheritdoc/>
    public override OutputField CreateField(ResolverMethod method, TypeRegistry types)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(types);
        var sources = types.Shared<NodeSources>();
        var isList = ReturnsList(method.Method.ReturnType);
        GraphQLType type = isList ? new NonNullType(new ListType(new NonNullType(NodeFields.Interface(types)))) : NodeFields.Interface(types);
        var resolver = new TaskResolver(isList ? ListAsync : OneAsync) { Requirements = method.Requirements };
        return new OutputField(method.Name, type, method.Arguments, method.Description, method.DeprecationReason) { Resolver = resolver };

        async ValueTask<object?> ListAsync(ResolverContext context, CancellationToken cancellationToken)
        {
            var references = await method.Invoke(context, cancellationToken) is IEnumerable found ? found.Cast<NodeReference?>().ToList() : [];
            var rows = await sources.FetchAsync(references, context.Selection, context.Services, context.Request, cancellationToken);
            return rows.OfType<ProjectedRow>().ToArray();
        }

        async ValueTask<object?> OneAsync(ResolverContext context, CancellationToken cancellationToken)
        {
            var reference = (NodeReference?)await method.Invoke(context, cancellationToken);
            return (await sources.FetchAsync([reference], context.Selection, context.Services, context.Request, cancellationToken))[0];
        }
    }

    private static bool ReturnsList(Type type)
    {
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            type = type.GetGenericArguments()[0];
        if (type.IsAssignableTo(typeof(IEnumerable<NodeReference>)) || type.IsAssignableTo(typeof(IAsyncEnumerable<NodeReference>)))
            return true;
        return type == typeof(NodeReference) || type == typeof(NodeReference?)
            ? false
            : throw new ArgumentException($"[UseNodes] is for methods that return NodeReference or a sequence of it, not {type.Name}.");
    }
}
