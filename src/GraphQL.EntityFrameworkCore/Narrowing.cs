using System.Linq.Expressions;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>A Boolean argument that leaves some of the rows of a list.</summary>
/// <param name="Argument">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Where">The rows that are left if it is true.</param>
public sealed record Narrowing<T>(string Argument, string Description, Expression<Func<T, bool>> Where);
