using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Leads;

public sealed class ImportTests(CrmApi api) : IClassFixture<CrmApi>
{
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

    private async Task<JsonElement> ImportAsync(string csv, bool dryRun = false, string source = "exhibition") =>
        (await api.DataAsync("marketing", "mutation ($input: ImportLeadsInput!) { importLeads(input: $input) { imported problems { row column message } errors { code path } } }", new { input = new { csv, source, dryRun } })).GetProperty("importLeads");

    private async Task<int> CountAsync() => (await api.DataAsync("admin", "{ leads { totalCount } }")).At("leads", "totalCount").GetInt32();
}
