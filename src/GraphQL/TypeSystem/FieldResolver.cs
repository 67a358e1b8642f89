using System.Linq.Expressions;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>
/// How the value of a field is got. <see cref="Resolvers.PureResolver"/> needs nothing but the parent and runs while the response is
/// written; the kinds that do work live in Execution and run once per level, before anything is written.
/// </summary>
public abstract class FieldResolver
{
    /// <summary>
    /// What the resolver reads of its parent, as expressions over the parent's CLR type (<c>o =&gt; o.Id</c>). A data source that
    /// fetches only selected columns fetches these too, so that the parent need not be a whole object.
    /// </summary>
    public IReadOnlyList<LambdaExpression> Requirements { get; init; } = [];
}
