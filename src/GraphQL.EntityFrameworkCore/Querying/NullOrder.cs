using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>Tells how a database orders null. Where it does so by itself as we promise, an index serves the order.</summary>
internal sealed class NullOrder : ExpressionVisitor
{
    private bool nullsAreSmall;

    /// <summary>Whether the database of a query orders null before all values.</summary>
    public static bool NullsAreSmall(IQueryable query)
    {
        var visitor = new NullOrder();
        visitor.Visit(query.Expression);
        return visitor.nullsAreSmall;
    }

    /// <inheritdoc/>
    protected override Expression VisitExtension(Expression node)
    {
        if (node is EntityQueryRootExpression root)
        {
            var provider = root.EntityType.Model.ModelDependencies?.TypeMappingSource.GetType().Assembly.GetName().Name;
            nullsAreSmall = provider is "Microsoft.EntityFrameworkCore.Sqlite" or "Microsoft.EntityFrameworkCore.SqlServer";
        }

        return node;
    }
}
