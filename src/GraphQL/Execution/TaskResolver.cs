using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>A resolver that does work for one parent: calls services, waits, changes things. Runs once per parent, all parents of a level together.</summary>
/// <param name="resolve">Gives the value; it may throw <see cref="Errors.GraphQLException"/> to answer with an error.</param>
public sealed class TaskResolver(Func<ResolverContext, CancellationToken, ValueTask<object?>> resolve) : FieldResolver
{
    /// <summary>Gives the value.</summary>
    public Func<ResolverContext, CancellationToken, ValueTask<object?>> Resolve { get; } = resolve;
}
