using CrmGraph.Domain.Events;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests.Leads;

public sealed class LeadWriterTests
{
    private readonly Market _market = new();

    [Fact]
    public async Task Written_leads_and_their_match_keys_are_the_same_as_saved_ones()
    {
        var leads = Enumerable.Range(0, 40).Select(Made).ToList();
        await using var saved = await ReadyAsync();
        await using var written = await ReadyAsync();

        await saved.SaveAsync([.. leads]);
        await WriteAsync(written, leads, commit: true);

        Assert.Equal(await RowsAsync(saved, "Leads"), await RowsAsync(written, "Leads"));
        Assert.Equal(await RowsAsync(saved, "MatchKeys"), await RowsAsync(written, "MatchKeys"));
        Assert.True((await RowsAsync(written, "MatchKeys")).Count > 100);
    }

    [Fact]
    public async Task A_commit_tells_the_creation_with_the_owner_and_who_is_ready_for_sales()
    {
        await using var database = await ReadyAsync();
        var lead = Made(1);

        await WriteAsync(database, [lead], commit: true);

        var events = await database.TakeEventsAsync();
        Assert.Equal([EventType.LeadCreated, EventType.LeadBecameSalesReady], events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal((lead.Id.Value, _market.Seller.Id, _market.Team.Id), (e.SubjectId, e.OwnerId!.Value, e.TeamId!.Value)));
        Assert.Contains("\"score\":71", events[1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_committed_leaves_neither_rows_nor_events()
    {
        await using var database = await ReadyAsync();

        await WriteAsync(database, [Made(1)], commit: false);
        await database.SaveAsync(Given.Lead(_market.Source, _market.Seller));

        await using var db = database.Open();
        Assert.Equal(1, await db.Leads.CountAsync());
        Assert.Single(await database.TakeEventsAsync());
    }

    private async Task<CrmDatabase> ReadyAsync()
    {
        var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(_market.All);
        await database.TakeEventsAsync();
        return database;
    }

    private static async Task WriteAsync(CrmDatabase database, List<Lead> leads, bool commit)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        Assert.Equal(leads.Count, await database.WriterOf(db).WriteAsync([leads], null, default));
        if (commit) await transaction.CommitAsync();
    }

    // every third without most details
    private Lead Made(int i)
    {
        var details = new LeadDetails { Name = $"李{i}", Company = $"写入{i}有限公司", Title = "CIO", Email = $"w{i}@writer{i}.example", Phone = $"+86 1380000{i:0000}", Industry = "制造业", Region = "华东", Employees = i, Need = "CRM; 'quoted'" };
        var lead = Lead.Create(i % 3 == 0 ? new LeadDetails { Name = details.Name } : details, _market.Source.Id, null, Given.Now);
        lead.Rate(new LeadScore(70 + i, LeadGrade.B, i % 2 == 1, []), 3, Given.Now);
        if (i % 4 != 0) lead.AssignTo(_market.Seller, Given.Now, "rule", "because");
        return lead;
    }

    private static async Task<List<string>> RowsAsync(CrmDatabase database, string table)
    {
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = table == "Leads" ? "SELECT * FROM \"Leads\" ORDER BY \"Id\"" : "SELECT * FROM \"MatchKeys\" ORDER BY \"RecordId\", \"Kind\", \"Value\"";
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(c => $"{reader.GetDataTypeName(c)} {reader.GetValue(c)}")));
        return rows;
    }
}
