using CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests;

public sealed class GuardedColumnTests : IDisposable
{
    private const string Insider = "insider";

    private readonly Sales sales = new();
    private readonly SampleRows rows = new(7);

    public GuardedColumnTests() => rows.AddTo(sales);

    public void Dispose() => sales.Dispose();

    [Fact]
    public async Task Who_may_read_the_value_reads_it_and_all_others_read_null()
    {
        const string Query = "{ deals(first: 100) { nodes { name secret } } }";
        var noted = rows.Deals.Where(d => d.Note is not null).Select(d => $"{d.Name}: {d.Note}").Order(StringComparer.Ordinal);

        var inside = (await sales.QueryAsync(Query, caller: Insider))["deals"]!["nodes"]!.AsArray();
        var outside = (await sales.QueryAsync(Query, caller: "stranger"))["deals"]!["nodes"]!.AsArray();

        Assert.Equal(noted, inside.Where(n => n!["secret"] is not null).Select(n => $"{n!["name"]}: {n["secret"]}").Order(StringComparer.Ordinal));
        Assert.Equal(rows.Deals.Count, outside.Count);
        Assert.All(outside, n => Assert.Null(n!["secret"]));
    }

    [Theory]
    [InlineData("where: { secret: { startsWith: \"c\" } }")]
    [InlineData("where: { or: [{ name: { eq: \"x\" } }, { and: [{ secret: { eq: null } }] }] }")]
    [InlineData("order: [{ secret: ASC }]")]
    [InlineData("order: [{ name: ASC }, { secret: DESC }]")]
    public async Task Only_who_may_read_the_value_filters_and_sorts_by_it(string arguments)
    {
        var query = $"{{ deals({arguments}) {{ totalCount nodes {{ name }} }} }}";

        var refused = await sales.ExecuteAsync(query, null, "stranger");

        Assert.Equal("FORBIDDEN", (string?)refused["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("You may not see \"secret\", so you can neither filter nor sort by it.", (string?)refused["errors"]![0]!["message"]);
        Assert.Empty(sales.Statements);
        Assert.NotNull(await sales.QueryAsync(query, caller: Insider));
    }

    [Fact]
    public async Task A_filter_by_the_value_finds_what_it_finds_by_the_column()
    {
        const string Query = "query ($s: DealFilterInput) { deals(where: $s) { totalCount } }";

        var guarded = await sales.QueryAsync(Query, new { s = new { secret = new { contains = "a" } } }, Insider);
        var plain = await sales.QueryAsync(Query, new { s = new { note = new { contains = "a" } } });

        Assert.Equal((int?)plain["deals"]!["totalCount"], (int?)guarded["deals"]!["totalCount"]);
        Assert.True((int?)plain["deals"]!["totalCount"] > 0);
    }
}
