using System.Linq.Expressions;
using CrmGraph.Api.Activities;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Search;

/// <summary>Finds records by what people call them.</summary>
[QueryType]
internal static class SearchQueries
{
    private const string ActivityName = "Activity";
    private const int DefaultHits = 20;
    private const int MostHits = 100;
    private const int LongestText = 100;

    internal static SchemaBuilder AddSearch(this SchemaBuilder schema) => schema.AddQueryType(typeof(SearchQueries));

    /// <summary>
    /// Full-text over names, companies, numbers and subjects that the caller may see. The text is found anywhere in them, in upper or
    /// lower case. Activities come last; of the others, and of these, first what equals the text, then what begins with it, each newest first.
    /// </summary>
    /// <param name="text">What to look for; at most 100 characters.</param>
    /// <param name="first">How many records at most, up to 100; by default 20.</param>
    [UseNodes]
    public static async Task<IReadOnlyList<NodeReference>> Search(string text, int? first, Caller caller, CrmDbContext db, CancellationToken cancellationToken)
    {
        var limit = first ?? DefaultHits;
        if (limit is < 0 or > MostHits) throw new GraphQLException(ErrorCodes.BadUserInput, $"\"first\" must be between 0 and {MostHits}; it is {limit}.");
        var sought = text.Trim();
        if (sought.Length > LongestText) throw new GraphQLException(ErrorCodes.BadUserInput, $"\"text\" has {sought.Length} characters; at most {LongestText} are allowed.");
        // SQLite ends a pattern at the first NUL and would find what is not sought; no text holds one
        if (sought.Length == 0 || limit == 0 || sought.Contains('\0', StringComparison.Ordinal)) return [];
        var pattern = new SearchPattern(sought);
        List<Hit> hits =
        [
            .. await HitsAsync("Opportunity", db.Opportunities.VisibleTo(caller), o => o.Id, o => o.CreatedAt, [o => o.Number, o => o.Name], pattern, limit, cancellationToken),
            .. await HitsAsync("Account", db.Accounts.VisibleTo(caller), a => a.Id, a => a.CreatedAt, [a => a.Name, a => a.RegistrationNumber], pattern, limit, cancellationToken),
            .. await HitsAsync("Contact", db.Contacts.VisibleTo(caller), c => c.Id, c => c.CreatedAt, [c => c.Name], pattern, limit, cancellationToken),
            .. await HitsAsync("Lead", db.Leads.VisibleTo(caller), l => l.Id, l => l.CreatedAt, [l => l.Name, l => l.Company], pattern, limit, cancellationToken),
            .. await HitsAsync(ActivityName, db.Activities.VisibleTo(caller), a => a.Id, a => a.CreatedAt, [ActivityText.ShownTo(caller.UserId, a => a.Subject, ActivityVisibility.Subject, null)], pattern, limit, cancellationToken),
        ];
        return [.. hits.OrderBy(h => h.Node.TypeName == ActivityName).ThenBy(h => h.Rank).ThenByDescending(h => h.CreatedAt).Take(limit).Select(h => h.Node)];
    }

    private static async Task<IEnumerable<Hit>> HitsAsync<T, TId>(
        string typeName,
        IQueryable<T> rows,
        Expression<Func<T, TId>> id,
        Expression<Func<T, DateTimeOffset>> createdAt,
        Expression<Func<T, string?>>[] texts,
        SearchPattern pattern,
        int limit,
        CancellationToken cancellationToken)
        where T : class
        where TId : struct, IEntityId
    {
        var (isHit, rank, hit) = pattern.Over(id, createdAt, texts);
        var found = await rows.AsNoTracking()
            .Where(isHit)
            .OrderBy(rank)
            .ThenByDescending(createdAt)
            .Take(limit)
            .Select(hit)
            .ToListAsync(cancellationToken);
        return found.Select(f => new Hit(new NodeReference(typeName, f.Id.Value), f.Rank, f.CreatedAt));
    }

    private sealed record Hit(NodeReference Node, int Rank, DateTimeOffset CreatedAt);
}
