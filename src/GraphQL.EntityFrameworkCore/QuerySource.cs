using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>Where the rows of a type come from: a query over a context of the given services, narrowed to what the caller may see.</summary>
/// <typeparam name="T">The entity.</typeparam>
/// <param name="services">The services of one fetch; a context taken from them is used by nobody else.</param>
/// <param name="request">The request, which knows the caller.</param>
/// <returns>The rows, in no particular order; without paging.</returns>
public delegate IQueryable<T> QuerySource<T>(IServiceProvider services, RequestContext request);
