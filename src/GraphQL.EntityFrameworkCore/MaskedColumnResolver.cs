using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>
/// A stored value that a caller sees of some rows and not of others. The first of the requirements is the stored value. Filters and orders
/// go by what the caller sees, so that nothing can be guessed of the rest.
/// </summary>
public abstract class MaskedColumnResolver : BatchResolver
{
    /// <summary>What the caller of a request sees of a row, as an expression that can become SQL; of the type of the stored value.</summary>
    public abstract LambdaExpression ShownTo(RequestContext request);

    internal static LambdaExpression Shown(OutputField field, LambdaExpression column, RequestContext request)
    {
        GuardedColumnResolver.Check(field, request);
        return field.Resolver is MaskedColumnResolver masked ? masked.ShownTo(request) : column;
    }
}
