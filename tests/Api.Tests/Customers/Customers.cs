using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>A lead with all that leads can have: contact data, a call, a behaviour, a form that it sent, and an assessment.</summary>
    internal static async Task<string> FullLeadAsync(this CrmApi api)
    {
        var company = Unique("云帆");
        var leadId = await api.LeadAsync(new
        {
            name = "李敏",
            company,
            title = "总经理",
            email = $"{company}@customer.example",
            phone = $"138{Random.Shared.Next(10_000_000, 99_999_999)}",
            need = "报价",
            source = "website",
            allowDuplicate = true,
        });
        await api.CallAsync(leadId, "需求电话");
        await api.DoneAsync("recordLeadBehaviour", new { leadId, kind = "page_visit", detail = "/pricing" });
        await api.DoneAsync("qualifyLead", new { leadId, framework = "BANT", criteria = new[] { new { key = "budget", answer = "YES" } } });
        await using var db = api.Open();
        var form = await db.CaptureForms.AsNoTracking().OrderBy(f => f.Id).FirstAsync(TestContext.Current.CancellationToken);
        db.CaptureSubmissions.Add(CaptureSubmission.Receive(form, null, IdOf(leadId), "{}", CrmApi.Now));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return leadId;
    }

    /// <summary>The lead that a global id names.</summary>
    internal static LeadId IdOf(string globalId)
    {
        Assert.True(NodeId.TryDecode(globalId, out _, out var id));
        return new LeadId(id);
    }

    /// <summary>Calls a mutation of leads, which must succeed, and answers with the global id of the lead.</summary>
    internal static async Task<string> DoneAsync(this CrmApi api, string mutation, object input)
    {
        var payload = await api.MutateAsync("wang.fang", mutation, input, "lead { id }");
        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        return payload.At("lead", "id").GetString()!;
    }
}
