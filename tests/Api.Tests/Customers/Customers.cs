using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Customers;

/// <summary>Leads to test with, made over the API.</summary>
internal static class Customers
{
    /// <summary>A text that nobody else uses.</summary>
    internal static string Unique(string text = "") => text + Guid.CreateVersion7().ToString("N")[^10..];

    /// <summary>Creates a lead and answers with its global id.</summary>
    internal static async Task<string> LeadAsync(this CrmApi api, object input, string mailbox = "wang.fang")
    {
        var payload = (await api.DataAsync(
            mailbox, "mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } errors { message } } }", new { input })).At("createLead");
        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        return payload.At("lead", "id").GetString()!;
    }

    /// <summary>Calls a mutation with one input and answers with its payload.</summary>
    internal static async Task<JsonElement> MutateAsync(this CrmApi api, string mailbox, string mutation, object input, string selection) => (await api.DataAsync(
        mailbox,
        $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ {selection} errors {{ code path message ... on DuplicateError {{ candidates {{ similarity matchedOn record {{ id __typename }} }} }} ... on NotQualifiedError {{ unmet {{ criterion expected actual }} }} }} }} }}",
        new { input })).At(mutation);

    /// <summary>Logs a call about a lead and answers with its global id.</summary>
    internal static async Task<string> CallAsync(this CrmApi api, string leadId, string subject, string mailbox = "wang.fang") =>
        (await api.MutateAsync(mailbox, "logActivity", new { kind = "CALL", subject, leadId, outcome = "有兴趣" }, "activity { id }")).At("activity", "id").GetString()!;
}
