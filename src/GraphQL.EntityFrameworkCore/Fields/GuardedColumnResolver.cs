using System.Linq.Expressions;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>
/// A stored value that only some callers see: null for all others, who can neither filter nor sort by it, or its values could be
/// guessed from what is found.
/// </summary>
internal abstract class GuardedColumnResolver : BatchResolver
{
    /// <summary>Tells whether the caller of a request sees the value.</summary>
    public required Func<RequestContext, bool> MayRead { get; init; }

    /// <summary>Refuses to filter or sort by what the caller does not see.</summary>
    /// <exception cref="GraphQLException">FORBIDDEN.</exception>
    public static void Check(TypeSystem.OutputField field, RequestContext request)
    {
        if (field.Resolver is GuardedColumnResolver guarded && !guarded.MayRead(request))
            throw new GraphQLException(ErrorCodes.Forbidden, $"You may not see \"{field.Name}\", so you can neither filter nor sort by it.");
    }
}

/// <inheritdoc/>
internal sealed class GuardedColumnResolver<T, TValue> : GuardedColumnResolver
{
    public GuardedColumnResolver(Expression<Func<T, TValue>> column) => Requirements = [column];

    public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        if (!MayRead(batch.Request))
            return ValueTask.CompletedTask;
        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(i, batch.Required<TValue>(i, 0));
        return ValueTask.CompletedTask;
    }
}
