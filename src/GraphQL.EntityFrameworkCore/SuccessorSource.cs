using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>
/// Tells for ids under which nothing is found which objects go by them now, for example because records were merged: global ids stay
/// good. Ids that stand for nothing are left out of the answer. What the caller does not see may be in it; the rows are asked for as ever.
/// </summary>
/// <typeparam name="TKey">The id's type.</typeparam>
/// <param name="services">Services of the call.</param>
/// <param name="request">The request.</param>
/// <param name="ids">The ids.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate Task<Dictionary<TKey, TKey>> SuccessorSource<TKey>(
    IServiceProvider services, RequestContext request, IReadOnlyCollection<TKey> ids, CancellationToken cancellationToken)
    where TKey : notnull;
