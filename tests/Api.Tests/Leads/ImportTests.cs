using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Leads;

public sealed class ImportTests(CrmApi api) : IClassFixture<CrmApi>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("name,company\n张一,甲乙科技一\n张二,丙丁科技二\n", 2)]
    [InlineData("\uFEFF公司 , 姓 名\r\n\"甲,\"\"乙\"\"\r\n公司\",张三\r\n\r\n", 1)]
    [InlineData("姓名;E-Mail;员工数\n张四;zhang.si@importtest.example;20", 1)]
    [InlineData("name", 0)]
    public async Task Rows_are_imported_as_spreadsheets_write_them(string csv, int imported) =>
        Assert.Equal($$"""{"imported":{{imported}},"problems":[],"errors":[]}""", (await ImportAsync(csv)).GetRawText());

    [Theory]
    [InlineData("name,colour\n李,red", "0 colour")]
    [InlineData("name,姓名\n李,李", "0 姓名")]
    [InlineData("company\n云帆", "0 name")]
    [InlineData("", "0 ")]
    [InlineData("姓名,邮箱,员工数\n,nobody,many\n李,a@b.cn,5", "1 员工数;1 姓名;1 邮箱")]
    [InlineData("name,company\n李", "1 ")]
    [InlineData("name\n\"李", "1 ")]
    [InlineData("name\n\"李\"x\n王", "1 ")]
    public async Task A_bad_row_imports_nothing_and_every_problem_has_its_place(string csv, string places)
    {
        var before = await CountAsync();

        foreach (var dryRun in new[] { true, false })
        {
            var payload = await ImportAsync(csv, dryRun);
            Assert.Equal(0, payload.GetProperty("imported").GetInt32());
            var found = string.Join(';', payload.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("row")} {p.GetProperty("column")}"));
            Assert.Contains(places.Split(';')[^1], found, StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_dry_run_stores_nothing()
    {
        var before = await CountAsync();

        Assert.Equal("""{"imported":0,"problems":[],"errors":[]}""", (await ImportAsync("name\n李明", dryRun: true)).GetRawText());

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Of_very_many_problems_the_first_thousand_are_listed_and_the_rest_is_counted()
    {
        var problems = (await ImportAsync("name,email\n" + string.Concat(Enumerable.Repeat("李,nobody\n", 1200)))).GetProperty("problems");

        Assert.Equal(1001, problems.GetArrayLength());
        Assert.Equal("200 more problems are not listed; correct these first.", problems[1000].GetProperty("message").GetString());
    }

    [Fact]
    public async Task More_than_100_000_rows_and_unknown_sources_are_refused()
    {
        Assert.Equal("LIMIT_EXCEEDED csv", (await ImportAsync("name\n" + string.Concat(Enumerable.Repeat("李\n", 100_001)))).Refusal());
        Assert.Equal("VALIDATION source", (await ImportAsync("name\n李明", source: "gossip")).Refusal());
    }

    [Fact]
    public async Task Five_thousand_rows_are_as_if_each_had_been_entered()
    {
        var csv = "name,company,title,email,phone,industry,employees\n" + string.Concat(Enumerable.Range(0, 5000).Select(i =>
            $"导入{i},导入云{i:00000}有限公司,总监,bulk{i}@bulk{i}.example,+86 139{i:00000000},制造业,{i % 900}\n"));
        await using var db = api.Open();
        var open = db.Leads.Where(l => l.Status == LeadStatus.New || l.Status == LeadStatus.Working || l.Status == LeadStatus.Qualified);
        var east = await db.Teams.SingleAsync(t => t.Name == "华东组", Cancelled);
        var sellers = await db.Users.Where(u => u.TeamId == east.Id && u.Role == Role.SalesRep && u.IsActive).Select(u => u.Id).ToListAsync(Cancelled);

        Assert.Equal("""{"imported":5000,"problems":[],"errors":[]}""", (await ImportAsync(csv, source: "website")).GetRawText());

        var leads = await db.Leads.AsNoTracking().Where(l => l.Email!.StartsWith("bulk")).ToListAsync(Cancelled);
        Assert.Equal(5000, leads.Count);
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"bulk{i}@bulk{i}.example").ToHashSet(), [.. leads.Select(l => l.Email!)]);
        Assert.All(leads, l => Assert.Equal((1, LeadStatus.New, "官网注册 → 华东组", CrmApi.Now, "制造业"), (l.Version, l.Status, l.AssignmentRule, l.CreatedAt, l.Industry)));
        var keys = await db.Database.SqlQuery<string>($"""SELECT "Kind" || ' ' || COUNT(*) AS "Value" FROM "MatchKeys" WHERE "RecordId" IN (SELECT "Id" FROM "Leads" WHERE "Email" LIKE 'bulk%') GROUP BY "Kind" ORDER BY "Kind" """).ToListAsync(Cancelled);
        Assert.Equal(["Company 5000", "CompanyStem 5000", "Domain 5000", "Email 5000", "Phone 5000"], keys);
        var shares = await open.Where(l => sellers.Contains(l.OwnerId!.Value)).GroupBy(l => l.OwnerId).Select(g => g.Count()).ToListAsync(Cancelled);
        Assert.True(shares.Count == sellers.Count && shares.Max() - shares.Min() <= 1, string.Join(", ", shares));

        var sample = (await api.DataAsync("admin", "{ leads(first: 100, where: { email: { startsWith: \"bulk\" } }) { nodes { score grade isSalesReady version scoreBreakdown { points } } } }")).At("leads", "nodes");
        Assert.Equal(100, sample.GetArrayLength());
        foreach (var lead in sample.EnumerateArray())
        {
            Assert.Equal(lead.GetProperty("score").GetInt32(), lead.GetProperty("scoreBreakdown").EnumerateArray().Sum(c => c.GetProperty("points").GetInt32()));
            Assert.True(lead.GetProperty("score").GetInt32() > 0);
        }
    }

    [Fact]
    public async Task Where_duplicates_are_blocked_rows_like_a_lead_or_an_earlier_row_are_problems()
    {
        await ImportAsync("name,company,email\n周有,已有科技有限公司,there@blocked.example\n");
        await BlockAsync(DuplicateMode.Block);
        var before = await CountAsync();
        const string Csv = "姓名,公司,邮箱,员工数\n甲,新客甲,a@new-a.example,1\n乙,已有科技,b@new-b.example,1\n丙,新客丙,THERE@blocked.example,1\n丁,新客丁,A@new-a.example,1\n戊,新客戊,nobody,1\n";
        try
        {
            foreach (var dryRun in new[] { true, false })
            {
                var payload = await ImportAsync(Csv, dryRun);
                Assert.Equal(["2 公司", "3 邮箱", "4 邮箱", "5 邮箱"], payload.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("row")} {p.GetProperty("column")}"));
                Assert.Equal("Row 1 is probably the same lead (same email); the policy is BLOCK: leave one out.", payload.GetProperty("problems")[2].GetProperty("message").GetString());
                Assert.Equal((0, before), (payload.GetProperty("imported").GetInt32(), await CountAsync()));
            }
            Assert.Equal("""{"imported":1,"problems":[],"errors":[]}""", (await ImportAsync("姓名,公司,邮箱\n甲,新客甲,a@new-a.example")).GetRawText());
        }
        finally
        {
            await BlockAsync(DuplicateMode.Warn);
        }
        Assert.Equal("""{"imported":2,"problems":[],"errors":[]}""", (await ImportAsync("姓名,邮箱\n甲,a@new-a.example\n甲,a@new-a.example")).GetRawText());
    }

    private async Task BlockAsync(DuplicateMode mode)
    {
        await using var db = api.Open();
        if (await db.DuplicatePolicies.SingleOrDefaultAsync(p => p.Entity == MatchedEntity.Lead, Cancelled) is { } policy) policy.Change(mode, policy.Threshold);
        else db.DuplicatePolicies.Add(DuplicatePolicy.Create(MatchedEntity.Lead, mode, DuplicatePolicy.DefaultThreshold, CrmApi.Now));
        await db.SaveChangesAsync(Cancelled);
    }

    private async Task<JsonElement> ImportAsync(string csv, bool dryRun = false, string source = "exhibition") =>
        (await api.DataAsync("marketing", "mutation ($input: ImportLeadsInput!) { importLeads(input: $input) { imported problems { row column message } errors { code path } } }", new { input = new { csv, source, dryRun } })).GetProperty("importLeads");

    private async Task<int> CountAsync() => (await api.DataAsync("admin", "{ leads { totalCount } }")).At("leads", "totalCount").GetInt32();
}
