using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>A resolver that does its work once per level for all parents.</summary>
public abstract class BatchResolver : FieldResolver
{
    /// <summary>Fills in the result of every parent of the batch; a result that is not set is null.</summary>
    public abstract ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken);
}
