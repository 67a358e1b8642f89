using System.Linq.Expressions;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

/// <summary>A field whose value is an object of any node type. One query per type fetches what all parents of a level refer to.</summary>
internal sealed class NodeReferenceResolver : BatchResolver
{
    private readonly NodeSources _sources;

    /// <summary>Creates the resolver.</summary>
    /// <param name="sources">Where objects come from.</param>
    /// <param name="typeName">The name of the object's type, an expression over the parent.</param>
    /// <param name="id">The UUID of the object, an expression over the parent.</param>
    internal NodeReferenceResolver(NodeSources sources, LambdaExpression typeName, LambdaExpression id)
    {
        _sources = sources;
        Requirements = [typeName, id];
    }

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var references = new NodeReference?[batch.Count];
        for (var i = 0; i < references.Length; i++)
        {
            if (batch.Required<string?>(i, 0) is { } typeName && batch.Required<Guid?>(i, 1) is { } id) references[i] = new NodeReference(typeName, id);
        }

        var rows = await _sources.FetchAsync(references, batch.Selection, batch.Services, batch.Request, cancellationToken);
        for (var i = 0; i < references.Length; i++) batch.SetResult(i, rows[i]);
    }
}
