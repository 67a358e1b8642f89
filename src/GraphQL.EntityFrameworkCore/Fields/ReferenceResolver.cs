using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>
/// A to-one relation. Rows that are fetched have it joined; for parents that are objects in memory, one query fetches what all of
/// them refer to.
/// </summary>
internal abstract class ReferenceResolver : BatchResolver
{
    /// <summary>The CLR type of what is referred to.</summary>
    public abstract Type TargetType { get; }

    /// <summary>What the parent holds of the target: an expression over the parent.</summary>
    public abstract LambdaExpression ForeignKey { get; }

    /// <summary>What the target is found by: an expression over the target, of the same type.</summary>
    public abstract LambdaExpression Key { get; }

    /// <summary>The object type of the target.</summary>
    public abstract ObjectType Target { get; }

    /// <summary>The targets that the caller sees.</summary>
    public abstract IQueryable Query(IServiceProvider services, RequestContext request);
}

/// <inheritdoc/>
internal sealed class ReferenceResolver<T, TTarget, TKey> : ReferenceResolver
    where TTarget : class
{
    private readonly QuerySource<TTarget> source;

    public ReferenceResolver(Expression<Func<T, TKey>> foreignKey, QuerySource<TTarget> source, Expression<Func<TTarget, TKey>> key, ObjectType target)
    {
        this.source = source;
        ForeignKey = foreignKey;
        Key = key;
        Target = target;
        Requirements = [foreignKey];
    }

    public override Type TargetType => typeof(TTarget);

    public override LambdaExpression ForeignKey { get; }

    public override LambdaExpression Key { get; }

    public override ObjectType Target { get; }

    public override IQueryable Query(IServiceProvider services, RequestContext request) => source(services, request);

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var keys = ParentKeys<TKey>.Of(batch);
        if (keys.Distinct.Count == 0)
            return;
        var layout = RowLayout.For(batch.Selection.SelectionsFor(Target));
        var query = new RowQuery(source(batch.Services, batch.Request), batch.Services, batch.Request);
        query.Where(KeyFilter.In(Key, keys.Distinct));
        query.Fetch(layout);
        var key = query.Fetch(row => ParameterReplacer.Apply(Key, row));
        var found = new Dictionary<object, ProjectedRow>();
        await foreach (var row in query.ReadAsync(cancellationToken))
            found[row[key]!] = layout.ToRow(row[0]);
        for (var i = 0; i < batch.Count; i++)
        {
            if (keys.OfParent(i) is { } reference && found.TryGetValue(reference, out var row))
                batch.SetResult(i, row);
        }
    }
}
