using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>
/// The rows that a statement reads: those of a root and, left-joined to them, what to-one references lead to. A reference that
/// several selections or sort keys go through is joined once.
/// </summary>
internal sealed class JoinTree(Type root)
{
    /// <summary>The number of the root in <see cref="Read"/>; joined rows count from 1.</summary>
    public const int Root = 0;

    private readonly List<(int Parent, ReferenceResolver Reference)> joins = [];
    private readonly List<Type> carriers = [root];

    /// <summary>The type of the rows after all joins.</summary>
    public Type CarrierType => carriers[^1];

    /// <summary>How many joins there are.</summary>
    public int Count => joins.Count;

    /// <summary>The number of the row that a reference of another row leads to.</summary>
    public int Add(int parent, ReferenceResolver reference)
    {
        var known = joins.IndexOf((parent, reference));
        if (known >= 0)
            return known + 1;
        joins.Add((parent, reference));
        carriers.Add(Joined.Type(carriers[^1], reference.TargetType));
        return joins.Count;
    }

    /// <summary>Adds the joins from number <paramref name="done"/> on to a query that has the ones before.</summary>
    public Expression Apply(Expression query, int done, IServiceProvider services, RequestContext request)
    {
        for (var i = done; i < joins.Count; i++)
        {
            var (parent, reference) = joins[i];
            var outer = Expression.Parameter(carriers[i], "row");
            var key = Expression.Lambda(ParameterReplacer.Apply(reference.ForeignKey, Read(outer, parent)), outer);
            query = QueryMethods.LeftJoin(
                query, reference.Query(services, request).Expression, key, reference.Key, Joined.Result(carriers[i], reference.TargetType));
        }

        return query;
    }

    /// <summary>A row of the tree as an expression over the carrier of the first joins, as many as its type has.</summary>
    public Expression Read(Expression carrier, int number)
    {
        var depth = carriers.IndexOf(carrier.Type);
        for (; depth > number; depth--)
            carrier = Expression.Property(carrier, "Outer");
        return number == Root ? carrier : Expression.Property(carrier, "Inner");
    }
}
