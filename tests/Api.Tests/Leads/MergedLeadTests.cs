using System.Globalization;
using CrmGraph.Api.Tests.Customers;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Leads;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Leads;

public sealed class MergedLeadTests(CrmApi api) : IClassFixture<CrmApi>
{
    // what goes on naming the merged lead
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["Leads.Id"] = "It is the merged lead itself, whose id answers the survivor.",
        ["LeadMerges.SurvivorId"] = "It says what was merged into what when, and is what a chain is parted by.",
    };

    [Fact]
    public async Task No_column_of_any_table_names_a_lead_any_more_that_has_been_merged()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (survivor, merged, follower) = (await api.FullLeadAsync(), await api.FullLeadAsync(), await api.FullLeadAsync());
        await api.DoneAsync("mergeLeads", new { survivorId = merged, mergedIds = new[] { follower } });
        await using var db = api.Open();
        var columns = db.Model.GetEntityTypes()
            .SelectMany(e => e.GetProperties(), (e, p) => (Table: e.GetTableName()!, Column: p.GetColumnName(), Type: p.ClrType))
            .Where(c => (c.Type == typeof(LeadId) || c.Type == typeof(LeadId?)) && !Exceptions.ContainsKey($"{c.Table}.{c.Column}"))
            .Select(c => (c.Table, c.Column))
            .ToList();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var (connection, row) = (db.Database.GetDbConnection(), TestDatabase.IsPostgreSql ? "ctid" : "rowid");
        foreach (var (table, column) in columns)
        {
            if (await RunAsync($"""SELECT COUNT(*) FROM "{table}" WHERE "{column}" = @lead""") > 0) continue;
            // no mutation lets a lead that is not CONVERTED have one of these
            var pointed = await RunAsync($"""UPDATE "{table}" SET "{column}" = @lead WHERE {row} = (SELECT MIN({row}) FROM "{table}") RETURNING 1""");
            Assert.True(pointed == 1, $"{table} is empty: let FullLeadAsync make a row.");
        }
        Assert.Superset(
            new HashSet<string> { "Activities.LeadId", "LeadBehaviours.LeadId", "CaptureSubmissions.LeadId", "Opportunities.LeadId", "Leads.MergedIntoId" },
            columns.Select(c => $"{c.Table}.{c.Column}").ToHashSet());

        await api.DoneAsync("mergeLeads", new { survivorId = survivor, mergedIds = new[] { merged } });

        var left = new List<string>();
        foreach (var (table, column) in columns)
        {
            if (await RunAsync($"""SELECT COUNT(*) FROM "{table}" WHERE "{column}" = @lead""") > 0) left.Add($"{table}.{column}");
        }
        Assert.Empty(left);

        async Task<long> RunAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            var lead = command.CreateParameter();
            (lead.ParameterName, lead.Value) = ("@lead", Customers.Customers.IdOf(merged).Value);
            command.Parameters.Add(lead);
            return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken) ?? 0L, CultureInfo.InvariantCulture);
        }
    }

    [Theory]
    [InlineData("updateLead", """{ "id": "$lead", "need": "更多" }""")]
    [InlineData("assignLead", """{ "leadId": "$lead", "ownerId": "$owner" }""")]
    [InlineData("disqualifyLead", """{ "leadId": "$lead", "reason": "price" }""")]
    [InlineData("recordLeadBehaviour", """{ "leadId": "$lead", "kind": "download" }""")]
    [InlineData("qualifyLead", """{ "leadId": "$lead", "framework": "BANT", "criteria": [{ "key": "need", "answer": "YES" }] }""")]
    [InlineData("convertLead", """{ "leadId": "$lead" }""")]
    public async Task What_is_written_to_a_merged_id_is_written_to_the_survivor(string mutation, string input)
    {
        var (survivor, merged) = await MergedAsync();
        var owner = (await api.DataAsync("wang.fang", "{ me { id } }")).At("me", "id").GetString()!;

        var reached = await api.DoneAsync(mutation, System.Text.Json.JsonElement.Parse(input.Replace("$lead", merged, StringComparison.Ordinal).Replace("$owner", owner, StringComparison.Ordinal)));

        Assert.Equal(survivor, reached);
    }

    [Fact]
    public async Task An_activity_about_a_merged_lead_is_about_the_survivor()
    {
        var (survivor, merged) = await MergedAsync();

        var payload = await api.MutateAsync("wang.fang", "logActivity", new { kind = "CALL", subject = "回访", leadId = merged, outcome = "有兴趣" }, "activity { lead { id } }");

        Assert.Equal(survivor, payload.At("activity", "lead", "id").GetString());
    }

    [Fact]
    public async Task A_merged_lead_can_be_named_as_what_others_are_merged_into()
    {
        var (survivor, merged) = await MergedAsync();
        var another = await api.LeadAsync(new { name = "王五", source = "website" });

        Assert.Equal(survivor, await api.DoneAsync("mergeLeads", new { survivorId = merged, mergedIds = new[] { another } }));
    }

    private async Task<(string Survivor, string Merged)> MergedAsync()
    {
        var survivor = await api.LeadAsync(new { name = "李敏", company = Customers.Customers.Unique("云帆"), source = "website" });
        var merged = await api.LeadAsync(new { name = "Li Min", source = "website" });
        await api.DoneAsync("mergeLeads", new { survivorId = survivor, mergedIds = new[] { merged } });
        return (survivor, merged);
    }
}
