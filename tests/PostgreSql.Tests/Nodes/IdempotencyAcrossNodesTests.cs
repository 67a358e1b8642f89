using CrmGraph.Api.Tests.Customers;
using CrmGraph.Api.Tests.Idempotency;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.PostgreSql.Tests.Nodes;

/// <summary>Repeats that reach another node than the first request did.</summary>
public sealed class IdempotencyAcrossNodesTests
{
    [Fact]
    public async Task Repeats_on_any_node_get_the_first_answer_also_while_it_is_being_made()
    {
        await using var database = await DemoDatabase.CopyAsync();
        await using var one = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = database });
        await using var two = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = database });
        CrmClient[] clients = [await one.AsAsync("wang.fang@crmgraph.example"), await two.AsAsync("wang.fang@crmgraph.example")];
        var company = Customers.Unique("云帆");
        var body = KeyedRequests.CreateLead(company);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => clients[i % 2].PostAsync(body, "k")));
        var later = await clients[1].PostAsync(body, "k");
        var other = await clients[0].PostAsync(body.Replace("李敏", "李明", StringComparison.Ordinal), "k");

        Assert.Equal(later.Body, Assert.Single(answers.Select(a => a.Body).Distinct()));
        Assert.Equal((9, true), (answers.Count(a => a.IsReplay), later.IsReplay));
        Assert.Contains("IDEMPOTENCY_KEY_REUSED", other.Body, StringComparison.Ordinal);
        Assert.Equal(1, await one.ReadAsync(db => db.Leads.CountAsync(l => l.Company == company)));
    }
}
