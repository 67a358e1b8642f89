using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Customers;

public sealed class MergeTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Selection = "lead { id name email phone company status activities { totalCount } merges { id mergedBy { name } undoneAt survivor { name } } }";

    [Fact]
    public async Task The_survivor_takes_in_what_it_does_not_say_and_everything_that_is_about_the_others()
    {
        var company = Customers.Unique("云帆");
        var survivor = await api.LeadAsync(new { name = "李敏", email = $"{company}@customer.example", source = "website" });
        var first = await api.LeadAsync(new { name = "Li Min", company, phone = "13800001111", source = "website" });
        api.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await api.LeadAsync(new { name = "敏", phone = "13900002222", need = "报价", source = "website", allowDuplicate = true });
        await api.CallAsync(first, "第一次电话");
        await api.CallAsync(second, "第二次电话");
        await api.CallAsync(survivor, "第三次电话");

        var lead = (await api.MutateAsync("wang.fang", "mergeLeads", new { survivorId = survivor, mergedIds = new[] { second, first } }, Selection)).At("lead");

        Assert.Equal((survivor, "李敏", "13800001111", company, 3), (
            lead.GetProperty("id").GetString(), lead.GetProperty("name").GetString(), lead.GetProperty("phone").GetString(), lead.GetProperty("company").GetString(),
            lead.At("activities", "totalCount").GetInt32()));
        Assert.Equal("王芳", lead.GetProperty("merges")[0].At("mergedBy", "name").GetString());
    }

    [Fact]
    public async Task A_merged_id_answers_the_survivor_for_ever_from_everywhere()
    {
        var (a, b, c) = (await LeadAsync("甲"), await LeadAsync("乙"), await LeadAsync("丙"));
        await MergeAsync(b, a);
        await MergeAsync(c, b);

        var data = await api.DataAsync(
            "wang.fang",
            "query ($a: ID!, $b: ID!) { lead(id: $a) { id } node(id: $b) { id } nodes(ids: [$a, $b]) { id ... on Lead { name } } }",
            new { a, b });

        Assert.Equal($$"""{"lead":{"id":"{{c}}"},"node":{"id":"{{c}}"},"nodes":[{"id":"{{c}}","name":"丙"},{"id":"{{c}}","name":"丙"}]}""", data.GetRawText());
        // what is written to an old id is written to the survivor
        Assert.Equal(c, (await api.MutateAsync("wang.fang", "updateLead", new { id = a, need = "x" }, "lead { id }")).At("lead", "id").GetString());
        Assert.Equal(c, (await api.MutateAsync("wang.fang", "logActivity", new { kind = "CALL", subject = "x", leadId = a }, "activity { lead { id } }")).At("activity", "lead", "id").GetString());
        Assert.Equal("null", (await api.DataAsync("lucas.keller", "query ($a: ID!) { lead(id: $a) { id } }", new { a })).GetProperty("lead").GetRawText());
        await using var db = api.Open();
        Assert.Equal(2, await db.Leads.CountAsync(l => l.MergedIntoId == IdOf(c), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Parted_leads_are_what_they_were_and_what_was_added_since_stays()
    {
        var company = Customers.Unique("博远");
        var survivor = await api.LeadAsync(new { name = "李敏", source = "website" });
        var merged = await api.LeadAsync(new { name = "Li Min", company, phone = "13811112222", need = "报价", source = "website" });
        await api.CallAsync(merged, "之前");
        var before = await ImageAsync(merged);
        await MergeAsync(survivor, merged);
        await api.CallAsync(survivor, "之后");
        await api.MutateAsync("wang.fang", "updateLead", new { id = survivor, need = "改过" }, "lead { id }");
        var merge = (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { merges { id } } }", new { id = survivor })).At("lead", "merges")[0].GetProperty("id").GetString();

        var payload = await api.MutateAsync("wang.fang", "unmergeLeads", new { mergeId = merge }, "survivor { company phone need activities { nodes { subject } } } leads { id company activities { nodes { subject } } }");

        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        Assert.Equal("""{"company":null,"phone":null,"need":"改过","activities":{"nodes":[{"subject":"之后"}]}}""", payload.GetProperty("survivor").GetRawText());
        Assert.Equal($$$"""[{"id":"{{{merged}}}","company":"{{{company}}}","activities":{"nodes":[{"subject":"之前"}]}}]""", payload.GetProperty("leads").GetRawText());
        Assert.Equal(before, await ImageAsync(merged));
        Assert.Equal("INVALID_STATE mergeId", (await api.MutateAsync("wang.fang", "unmergeLeads", new { mergeId = merge }, "survivor { id }")).Refusal());
        Assert.Equal("DUPLICATE company", (await api.MutateAsync("wang.fang", "createLead", new { name = "x", company, source = "website" }, "lead { id }")).Refusal());
    }

    [Fact]
    public async Task A_chain_is_parted_link_by_link()
    {
        var (a, b, c) = (await LeadAsync("甲"), await LeadAsync("乙"), await LeadAsync("丙"));
        await api.CallAsync(a, "甲的电话");
        await MergeAsync(b, a);
        var inner = await MergeIdAsync(b);
        await MergeAsync(c, b);
        var outer = await MergeIdAsync(c);

        Assert.Equal("NOT_FOUND mergeId", (await api.MutateAsync("wang.fang", "unmergeLeads", new { mergeId = inner }, "survivor { id }")).Refusal());
        await api.MutateAsync("wang.fang", "unmergeLeads", new { mergeId = outer }, "survivor { id }");
        Assert.Equal(b, (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { id } }", new { id = a })).At("lead", "id").GetString());
        await api.MutateAsync("wang.fang", "unmergeLeads", new { mergeId = inner }, "survivor { id }");

        Assert.Equal(
            """{"lead":{"name":"甲","activities":{"nodes":[{"subject":"甲的电话"}]}}}""",
            (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { name activities { nodes { subject } } } }", new { id = a })).GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_merged_is_refused_with_its_place()
    {
        var (a, b, foreign, mates) = (await LeadAsync("甲"), await LeadAsync("乙"), await LeadAsync("丙", "lucas.keller"), await LeadAsync("丁", "li.haoran"));
        var converted = await LeadAsync("戊");
        await api.MutateAsync("wang.fang", "convertLead", new { leadId = converted }, "lead { id }");

        Assert.Equal("VALIDATION mergedIds.1", await RefusalAsync(a, b, a));
        Assert.Equal("VALIDATION mergedIds.1", await RefusalAsync(a, b, b));
        Assert.Equal("NOT_FOUND mergedIds.1", await RefusalAsync(a, b, foreign));
        Assert.Equal("FORBIDDEN mergedIds.1", await RefusalAsync(a, b, mates));
        Assert.Equal("INVALID_STATE mergedIds.1", await RefusalAsync(a, b, converted));
        Assert.Equal("INVALID_STATE survivorId", await RefusalAsync(converted, b));
        Assert.Equal("VALIDATION mergedIds", await RefusalAsync(a));
        Assert.Equal("CONFLICT version", (await api.MutateAsync("wang.fang", "mergeLeads", new { survivorId = a, mergedIds = new[] { b }, version = 9 }, Selection)).Refusal());
        Assert.Equal("""{"name":"乙","status":"NEW"}""", (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { name status } }", new { id = b })).GetProperty("lead").GetRawText());
    }

    private static LeadId IdOf(string globalId)
    {
        Assert.True(NodeId.TryDecode(globalId, out _, out var id));
        return new LeadId(id);
    }

    private Task<string> LeadAsync(string name, string mailbox = "wang.fang") => api.LeadAsync(new { name, source = "website" }, mailbox);

    private async Task MergeAsync(string survivorId, string mergedId) => Assert.Equal(
        "[]", (await api.MutateAsync("wang.fang", "mergeLeads", new { survivorId, mergedIds = new[] { mergedId } }, Selection)).GetProperty("errors").GetRawText());

    private async Task<string> MergeIdAsync(string survivorId) =>
        (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { merges { id } } }", new { id = survivorId })).At("lead", "merges")[0].GetProperty("id").GetString()!;

    private async Task<string> RefusalAsync(string survivorId, params string[] mergedIds) =>
        (await api.MutateAsync("wang.fang", "mergeLeads", new { survivorId, mergedIds }, Selection)).Refusal();

    private async Task<string> ImageAsync(string id)
    {
        await using var db = api.Open();
        var lead = await db.Leads.AsNoTracking().SingleAsync(l => l.Id == IdOf(id), TestContext.Current.CancellationToken);
        return JsonSerializer.Serialize(new { lead.Details, Status = lead.Status.ToString(), lead.OwnerId, lead.TeamId, lead.MergedIntoId });
    }
}
