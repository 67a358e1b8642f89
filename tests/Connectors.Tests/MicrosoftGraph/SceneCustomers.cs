using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Persistence;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>More customers of a scene, besides the one that it begins with.</summary>
internal static class SceneCustomers
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Adds an account with a web site and open deals.</summary>
    internal static async Task<(Account Account, IReadOnlyList<Opportunity> Deals)> CustomerAsync(this GraphScene scene, string name, string? domain, params string[] deals)
    {
        var owner = await scene.ReadAsync(db => db.Users.FirstAsync(u => u.Email == GraphScene.Seller, Cancelled));
        var account = Given.Account(owner, name);
        if (domain is not null) account.Revise(account.Details with { Website = $"https://www.{domain}" }, scene.Time.GetUtcNow());
        await scene.Application.SaveAsync(account);
        var all = new List<Opportunity>();
        foreach (var deal in deals) all.Add(await scene.OpenDealAsync(account, deal));
        return (account, all);
    }

    /// <summary>Adds a lead with an address.</summary>
    internal static async Task<Lead> LeadAsync(this GraphScene scene, string name, string email)
    {
        var (source, owner) = await scene.ReadAsync(async db => (await db.LeadSources.FirstAsync(Cancelled), await db.Users.FirstAsync(u => u.Email == GraphScene.Seller, Cancelled)));
        var lead = Lead.Create(new LeadDetails { Name = name, Email = email }, source.Id, owner, scene.Time.GetUtcNow());
        await scene.Application.SaveAsync(lead);
        return lead;
    }

    /// <summary>Changes deals.</summary>
    internal static Task ChangeAsync(this GraphScene scene, Action<CrmDbContext, IReadOnlyList<Opportunity>> change, params Opportunity[] deals) => scene.ReadAsync(async db =>
    {
        List<OpportunityId> ids = [.. deals.Select(d => d.Id)];
        var all = await db.Opportunities.Include(o => o.Stakeholders).Where(o => ids.Contains(o.Id)).ToListAsync(Cancelled);
        change(db, [.. ids.Select(id => all.Single(o => o.Id == id))]);
        return await db.SaveChangesAsync(Cancelled);
    });

    /// <summary>A contact gets a role in deals.</summary>
    internal static Task TakePartAsync(this GraphScene scene, Contact contact, params Opportunity[] deals) => scene.ChangeAsync(
        (_, all) =>
        {
            foreach (var deal in all) deal.SetStakeholder(contact, StakeholderRole.DecisionMaker, Attitude.Supportive, 3, null, null, scene.Time.GetUtcNow());
        },
        deals);

    /// <summary>Deals are lost.</summary>
    internal static async Task LoseAsync(this GraphScene scene, params Opportunity[] deals)
    {
        var (pipeline, reason) = await scene.ReadAsync(async db => (
            await db.Pipelines.FirstAsync(p => p.IsDefault, Cancelled), await db.CloseReasons.FirstAsync(r => r.AppliesTo == StageKind.Lost, Cancelled)));
        await scene.ChangeAsync(
            (_, all) =>
            {
                foreach (var deal in all) deal.Lose(pipeline.Stages.First(s => s.Kind == StageKind.Lost), reason, null, null, deal.OwnerId, scene.Time.GetUtcNow());
            },
            deals);
    }

    /// <summary>Links an activity by hand, as its owner.</summary>
    internal static async Task<System.Text.Json.JsonElement> LinkAsync(this GraphScene scene, Guid activity, Opportunity deal, string who = GraphScene.Seller)
    {
        var client = await scene.Application.AsAsync(who);
        var answer = await client.QueryAsync(
            "mutation ($input: LinkActivityInput!) { linkActivity(input: $input) { activity { matchReason opportunity { name } account { name } candidates { name } } errors { code } } }",
            new { input = new { activityId = GraphQL.Configuration.NodeId.Encode("Activity", activity), opportunityId = GraphQL.Configuration.NodeId.Encode("Opportunity", deal.Id.Value) } });
        return answer.GetProperty("linkActivity");
    }

    /// <summary>The imported activities whose subjects begin with a mark, which tests that share a scene tell theirs by.</summary>
    internal static async Task<List<Activity>> MarkedAsync(this GraphScene scene, char mark) => (await scene.ActivitiesAsync()).FindAll(a => a.Subject[0] == mark);

    /// <summary>What they are about, by their subjects without the mark: the reason, the deal, the account, the lead and the candidates.</summary>
    internal static async Task<Dictionary<string, string>> MatchesAsync(this GraphScene scene, char mark)
    {
        var activities = await scene.MarkedAsync(mark);
        return await scene.ReadAsync(async db =>
        {
            var deals = await db.Opportunities.ToDictionaryAsync(o => o.Id, o => o.Name, Cancelled);
            var accounts = await db.Accounts.ToDictionaryAsync(a => a.Id, a => a.Name, Cancelled);
            var leads = await db.Leads.ToDictionaryAsync(l => l.Id, l => l.Name, Cancelled);
            return activities.ToDictionary(
                a => a.Subject[1..],
                a => string.Join(' ', new[]
                {
                    a.MatchReason.ToString(),
                    a.OpportunityId is { } deal ? deals[deal] : null,
                    a.AccountId is { } account ? $"@{accounts[account]}" : null,
                    a.LeadId is { } lead ? $"~{leads[lead]}" : null,
                    a.Candidates.Count == 0 ? null : $"[{string.Join(',', a.Candidates.Select(c => deals[c.OpportunityId]).Order(StringComparer.Ordinal))}]",
                }.OfType<string>()),
                StringComparer.Ordinal);
        });
    }
}
