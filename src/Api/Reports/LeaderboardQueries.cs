using CrmGraph.Api.Hosting;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Errors;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>Who sells most.</summary>
[QueryType]
internal static class LeaderboardQueries
{
    internal static SchemaBuilder AddLeaderboard(this SchemaBuilder schema) => schema
        .AddObjectType<LeaderboardRowType>()
        .AddQueryType(typeof(LeaderboardQueries));

    /// <summary>
    /// The active sellers whose figures the caller may see, best first; a seller always sees the own row. Sellers are reps, managers and
    /// directors, and everybody else who has closed or created deals in the period.
    /// </summary>
    /// <param name="period">The days that count.</param>
    /// <param name="teamId">Only the sellers of this team and the teams below it.</param>
    public static async Task<IReadOnlyList<LeaderboardRow>> GetLeaderboard(
        PeriodInput period, TeamId? teamId, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        period.Check();
        var sellers = await SellersAsync(db, caller, teamId, cancellationToken);
        var deals = await db.Opportunities.AsNoTracking().VisibleTo(caller).ClosedIn(period)
            .Select(o => new ClosedDeal(o.OwnerId, o.Status, o.Amount.Amount, o.Amount.Currency, o.CreatedAt, o.StageEnteredAt))
            .ToListAsync(cancellationToken);
        var (start, end) = (period.Start, period.End);
        var created = await db.Opportunities.VisibleTo(caller)
            .Where(o => o.CreatedAt >= start && o.CreatedAt < end)
            .GroupBy(o => o.OwnerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var activities = await db.Activities.VisibleTo(caller)
            .Where(a => a.CreatedAt >= start && a.CreatedAt < end)
            .GroupBy(a => a.OwnerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var money = await ReportMoney.OfAsync(db, organisation, time.GetUtcNow(), deals.Where(d => d.Status == StageKind.Won).Select(d => (d.Currency, 1L)), cancellationToken);
        var closed = deals.ToLookup(d => d.OwnerId);
        return Ranked(sellers
            .Where(s => IsSeller(s.Role) || closed.Contains(s.Id) || created.ContainsKey(s.Id))
            .Select(s => (s.Name, Row: Row(s.Id, [.. closed[s.Id]], created.GetValueOrDefault(s.Id), activities.GetValueOrDefault(s.Id), money))));
    }

    private static async Task<List<User>> SellersAsync(CrmDbContext db, Caller caller, TeamId? teamId, CancellationToken cancellationToken)
    {
        var users = await db.Users.AsNoTracking().Where(u => u.IsActive).ToListAsync(cancellationToken);
        users.RemoveAll(u => u.Id != caller.UserId && !caller.Reaches(Resource.Opportunity, Access.Read, u.Id, u.TeamId));
        if (teamId is not { } team) return users;
        var teams = await db.Teams.AsNoTracking().ToListAsync(cancellationToken);
        if (!teams.Exists(t => t.Id == team)) throw new GraphQLException("NOT_FOUND", "There is no such team.");
        var subtree = Team.Subtree(teams, team).ToHashSet();
        users.RemoveAll(u => u.TeamId is not { } own || !subtree.Contains(own));
        return users;
    }

    private static bool IsSeller(Role role) => role is Role.SalesRep or Role.SalesManager or Role.SalesDirector;

    private static LeaderboardRow Row(UserId user, List<ClosedDeal> closed, int created, int activities, ReportMoney money)
    {
        var won = closed.FindAll(d => d.Status == StageKind.Won);
        return new LeaderboardRow
        {
            UserId = user,
            Rank = 0,
            WonAmount = money.Sum(won.Select(d => (d.Currency, d.Amount))),
            WonCount = won.Count,
            WinRate = WinLossQueries.Rate(won.Count, closed.Count - won.Count),
            NewOpportunities = created,
            Activities = activities,
            AverageCycle = won.Count == 0 ? null : TimeSpan.FromSeconds(Math.Round(won.Average(d => (d.ClosedAt - d.CreatedAt).TotalSeconds))),
        };
    }

    private static List<LeaderboardRow> Ranked(IEnumerable<(string Name, LeaderboardRow Row)> rows)
    {
        List<LeaderboardRow> ranked = [];
        foreach (var (_, row) in rows
            .OrderByDescending(r => r.Row.WonAmount.Amount).ThenByDescending(r => r.Row.WonCount)
            .ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Row.UserId))
        {
            var isTie = ranked is [.., var last] && (last.WonAmount, last.WonCount) == (row.WonAmount, row.WonCount);
            ranked.Add(row with { Rank = isTie ? ranked[^1].Rank : ranked.Count + 1 });
        }

        return ranked;
    }

    private sealed record ClosedDeal(UserId OwnerId, StageKind Status, decimal Amount, string Currency, DateTimeOffset CreatedAt, DateTimeOffset ClosedAt);
}
