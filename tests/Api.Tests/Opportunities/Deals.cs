using System.Text.Json;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Opportunities;

/// <summary>Deals to test with, made over the API.</summary>
internal static class Deals
{
    /// <summary>Creates an account and a deal with it.</summary>
    /// <returns>The global id of the deal.</returns>
    internal static async Task<string> CreateDealAsync(this CrmApi api, string mailbox = "wang.fang", string? stageKey = null, string? pipelineId = null)
    {
        var account = await api.DataAsync(mailbox, """mutation { createAccount(input: { name: "上海云帆科技有限公司", allowDuplicate: true }) { account { id } } }""");
        var created = await api.DataAsync(
            mailbox,
            """mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { id } errors { message } } }""",
            new
            {
                input = new
                {
                    name = "移动销售平台",
                    accountId = account.At("createAccount", "account", "id").GetString(),
                    amount = new { amount = "120000.50", currency = "CNY" },
                    closeDate = "2026-09-30",
                    stageKey,
                    pipelineId,
                },
            });
        return created.At("createOpportunity", "opportunity", "id").GetString()!;
    }

    /// <summary>Creates a contact at the account of a deal.</summary>
    /// <returns>The global id of the contact.</returns>
    internal static async Task<string> CreateContactOfDealAsync(this CrmApi api, string dealId, string name, string mailbox = "wang.fang")
    {
        var account = await api.DataAsync(mailbox, "query ($id: ID!) { opportunity(id: $id) { account { id } } }", new { id = dealId });
        var created = await api.DataAsync(
            mailbox,
            """mutation ($account: ID!, $name: String!) { createContact(input: { accountId: $account, name: $name, email: "lei@yunfan.example" }) { contact { id } errors { message } } }""",
            new { account = account.At("opportunity", "account", "id").GetString(), name });
        return created.At("createContact", "contact", "id").GetString()!;
    }

    /// <summary>The global id of a contact that the sellers of 华东组 do not see.</summary>
    internal static async Task<string> ContactOfOtherTeamAsync(this CrmApi api) =>
        (await api.DataAsync("lucas.keller", "{ contacts(first: 1) { nodes { id } } }")).At("contacts", "nodes")[0].GetProperty("id").GetString()!;

    /// <summary>The global id of a stage of the default pipeline.</summary>
    internal static async Task<string> StageIdAsync(this CrmApi api, string key)
    {
        await using var db = api.Open();
        var pipeline = await db.Pipelines.AsNoTracking().SingleAsync(p => p.IsDefault);
        return NodeId.Encode("Stage", pipeline.StageWith(key).Id.Value);
    }

    /// <summary>The deal as it is stored.</summary>
    internal static async Task<Opportunity> StoredDealAsync(this CrmApi api, string id)
    {
        await using var db = api.Open();
        Assert.True(NodeId.TryDecode(id, out _, out var key));
        var dealId = new OpportunityId(key);
        return await db.Opportunities.AsNoTracking().SingleAsync(o => o.Id == dealId);
    }

    /// <summary>What a path of names leads to.</summary>
    internal static JsonElement At(this JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name));

    /// <summary>The one refusal in a payload: its code and path, e.g. <c>VALIDATION amount.currency</c>.</summary>
    internal static string Refusal(this JsonElement payload)
    {
        var error = Assert.Single(payload.GetProperty("errors").EnumerateArray());
        var path = error.GetProperty("path");
        return path.ValueKind == JsonValueKind.Null
            ? error.GetProperty("code").GetString()!
            : $"{error.GetProperty("code").GetString()} {string.Join('.', path.EnumerateArray().Select(p => p.GetString()))}";
    }
}
