using System.Linq.Expressions;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>A to-many relation: one query for all parents of a level.</summary>
internal abstract class ToManyResolver : BatchResolver
{
    /// <summary>What the children hold of the parent: an expression over the parent.</summary>
    public required LambdaExpression ParentKey { get; init; }

    /// <summary>The same in the children's rows: an expression of the same type.</summary>
    public required LambdaExpression ChildKey { get; init; }

    /// <summary>The CLR type of the children's rows.</summary>
    public required Type RowType { get; init; }

    /// <summary>The object type of the children.</summary>
    public required ObjectType Child { get; init; }

    /// <summary>Whether parents can be filtered by their children.</summary>
    public virtual bool CanFilter => true;

    /// <summary>The children's rows that the caller sees.</summary>
    public abstract IQueryable Query(IServiceProvider services, RequestContext request);
}
