using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Alerts;

/// <summary>Alerts to test with.</summary>
internal static class AlertScenes
{
    /// <summary>Raises an alert of a user about the user's newest opportunity, and answers with its global id.</summary>
    internal static async Task<string> AlertAsync(this CrmApi api, string mailbox = "wang.fang", string about = "O-1 云帆", int days = 8)
    {
        await using var db = api.Open();
        var user = await db.Users.SingleAsync(u => u.Email == $"{mailbox}@crmgraph.example");
        var deal = await db.Opportunities.OrderByDescending(o => o.Id).FirstAsync();
        var alert = Alert.Raise(new AlertContent(AlertKinds.OpportunityStagnant, "Opportunity", deal.Id.Value, about, days), AlertSeverity.Warning, user.Id, api.Time.GetUtcNow());
        db.Alerts.Add(alert);
        await db.SaveChangesAsync();
        return NodeId.Encode("Alert", alert.Id.Value);
    }

    /// <summary>Calls a mutation as wang.fang, which has to succeed.</summary>
    internal static async Task DoAsync(this CrmApi api, string mutation, object input)
    {
        var document = $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ errors {{ code message }} }} }}";
        Assert.Equal("[]", (await api.DataAsync("wang.fang", document, new { input })).At(mutation, "errors").GetRawText());
    }

    /// <summary>Who has been alerted to something, by the local part of their addresses, and how.</summary>
    internal static async Task<IReadOnlyList<string>> RaisedAsync(this CrmApi api, string globalId)
    {
        Assert.True(NodeId.TryDecode(globalId, out _, out var id));
        await using var db = api.Open();
        var raised = await db.Alerts.Where(a => a.SubjectId == id).Join(db.Users, a => a.RecipientId, u => u.Id, (a, u) => new { u.Email, u.Role, a.Kind, a.Severity, a.Days }).ToListAsync();
        return [.. raised.Select(a => $"{a.Email.Split('@')[0]} {a.Severity} {a.Kind} {a.Days}").Order(StringComparer.Ordinal)];
    }

    internal static async Task<IReadOnlyList<string>> FinanceAsync(this CrmApi api)
    {
        await using var db = api.Open();
        var users = await db.Users.Where(u => u.Role == Role.Finance && u.IsActive).ToListAsync();
        return [.. users.Select(u => u.Email.Split('@')[0])];
    }
}
