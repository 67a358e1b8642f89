using System.Globalization;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>What the groups of a funnel are called, in one statement for all of them.</summary>
internal static class FunnelGroupNames
{
    /// <summary>Key and label of each group.</summary>
    internal static async Task<IReadOnlyDictionary<FunnelGroupKey, (string Key, string Label)>> OfAsync(
        CrmDbContext db, FunnelGrouping grouping, IReadOnlyCollection<FunnelGroupKey> groups, Language language, CancellationToken cancellationToken)
    {
        var none = ("", NameOfNone(grouping, language));
        var members = groups.Select(g => g.Member).OfType<Guid>().ToList();
        var names = await MembersAsync(db, grouping, members, cancellationToken);
        return groups.ToDictionary(g => g, g => g switch
        {
            { Day: > 0 } => Month(g.Day),
            { Text: { Length: > 0 } text } => (text, text),
            { Member: { } member } => names.GetValueOrDefault(member, none),
            _ => none,
        });
    }

    private static async Task<Dictionary<Guid, (string Key, string Label)>> MembersAsync(
        CrmDbContext db, FunnelGrouping grouping, List<Guid> members, CancellationToken cancellationToken)
    {
        switch (grouping)
        {
            case FunnelGrouping.Owner:
                var users = members.ConvertAll(m => new UserId(m));
                return await db.Users.AsNoTracking().Where(u => users.Contains(u.Id)).ToDictionaryAsync(u => u.Id.Value, u => (NodeId.Encode("User", u.Id.Value), u.Name), cancellationToken);
            case FunnelGrouping.Team:
                var teams = members.ConvertAll(m => new TeamId(m));
                return await db.Teams.AsNoTracking().Where(t => teams.Contains(t.Id)).ToDictionaryAsync(t => t.Id.Value, t => (NodeId.Encode("Team", t.Id.Value), t.Name), cancellationToken);
            case FunnelGrouping.Source:
                var sources = members.ConvertAll(m => new LeadSourceId(m));
                return await db.LeadSources.AsNoTracking().Where(s => sources.Contains(s.Id)).ToDictionaryAsync(s => s.Id.Value, s => (s.Key, s.Name), cancellationToken);
            default:
                return [];
        }
    }

    private static (string Key, string Label) Month(int day)
    {
        var month = DateOnly.FromDayNumber(day).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return (month, month);
    }

    private static string NameOfNone(FunnelGrouping grouping, Language language)
    {
        var isChinese = ReferenceEquals(language, Language.Chinese);
        return grouping switch
        {
            FunnelGrouping.Team => isChinese ? "无团队" : "No team",
            FunnelGrouping.Source => isChinese ? "来源未知" : "Unknown source",
            FunnelGrouping.Industry => isChinese ? "行业未填" : "No industry",
            FunnelGrouping.Region => isChinese ? "地区未填" : "No region",
            _ => isChinese ? "无" : "None",
        };
    }
}
