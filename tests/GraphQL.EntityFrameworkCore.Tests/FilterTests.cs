using CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests;

public sealed class FilterTests : IDisposable
{
    private const string Names = "query ($where: DealFilterInput) { deals(first: 100, where: $where) { totalCount nodes { name } } }";

    private readonly Sales sales = new();
    private readonly SampleRows rows = new(7);

    public FilterTests() => rows.AddTo(sales);

    public void Dispose() => sales.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_filters_find_what_the_same_condition_finds_in_memory(int seed)
    {
        var filters = new RandomFilters(rows, seed);
        var telling = 0;
        for (var i = 0; i < 150; i++)
        {
            var (where, holds) = filters.Next();

            var data = await sales.QueryAsync(Names, new { where });

            var expected = rows.Deals.Where(holds).Select(d => d.Name).Order(StringComparer.Ordinal);
            var found = data["deals"]!["nodes"]!.AsArray().Select(n => (string)n!["name"]!).Order(StringComparer.Ordinal);
            Assert.True(expected.SequenceEqual(found), $"{where.ToJsonString()}\n{string.Join('\n', sales.Statements)}\nexpected {string.Join(", ", expected)}\nfound {string.Join(", ", found)}");
            Assert.Equal(rows.Deals.Count(holds), (int?)data["deals"]!["totalCount"]);
            telling += rows.Deals.Any(holds) && !rows.Deals.All(holds) ? 1 : 0;
        }

        Assert.InRange(telling, 80, 150);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ and: [] }")]
    [InlineData("{ or: [] }")]
    [InlineData("{ note: {} }")]
    [InlineData("{ company: {} }")]
    [InlineData("{ or: [{ name: { eq: \"none\" } }, {}] }")]
    [InlineData("null")]
    public async Task An_empty_filter_filters_nothing(string where)
    {
        var data = await sales.QueryAsync($"{{ deals(where: {where}) {{ totalCount }} }}");

        Assert.Equal(60, (int?)data["deals"]!["totalCount"]);
    }

    [Theory]
    [InlineData("{ owner: null }", "\"owner\" takes conditions, not null. To find what has no owner, ask for a field of it to equal null.")]
    [InlineData("{ and: null }", "\"and\" takes a list of conditions, not null.")]
    [InlineData("{ score: { gt: null } }", "\"gt\" takes a value, not null.")]
    [InlineData("{ note: { ncontains: null } }", "\"ncontains\" takes a value, not null.")]
    [InlineData("{ note: { in: null } }", "\"in\" takes a list, not null.")]
    [InlineData("{ calls: { any: null } }", "\"any\" takes true or false, not null.")]
    [InlineData("{ id: { eq: \"x\" } }", "\"x\" is not an id of Deal.")]
    public async Task Null_is_refused_where_it_means_nothing(string where, string message)
    {
        Assert.Equal(message, await sales.RefusalAsync($"{{ deals(where: {where}) {{ totalCount }} }}"));
    }

    [Fact]
    public async Task Filters_have_limits()
    {
        var deep = string.Concat(Enumerable.Repeat("{ and: [", 8)) + "{}" + string.Concat(Enumerable.Repeat("] }", 8));
        var wide = "{ or: [" + string.Concat(Enumerable.Repeat("{ score: { eq: 1 } }", 201)) + "] }";
        var listed = "{ score: { in: [" + string.Join(' ', Enumerable.Repeat("1", 501)) + "] } }";

        Assert.Equal("The filter nests more than 8 levels deep.", await sales.RefusalAsync($"{{ deals(where: {deep}) {{ totalCount }} }}"));
        Assert.Equal("The filter has more than 200 conditions.", await sales.RefusalAsync($"{{ deals(where: {wide}) {{ totalCount }} }}"));
        Assert.Equal("\"in\" takes at most 500 values.", await sales.RefusalAsync($"{{ deals(where: {listed}) {{ totalCount }} }}"));
    }

    [Fact]
    public async Task The_id_of_a_reference_is_looked_up_by_the_foreign_key()
    {
        var rep = rows.Reps[0];
        var data = await sales.QueryAsync(
            "query ($id: ID!) { deals(where: { owner: { id: { eq: $id } } }) { totalCount } }", new { id = Configuration.NodeId.Encode("Rep", rep.Id.Value) });

        Assert.Equal(rows.Deals.Count(d => d.OwnerId == rep.Id), (int?)data["deals"]!["totalCount"]);
        Assert.Contains("WHERE \"d\".\"OwnerId\" = @", Assert.Single(sales.Statements), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Computed_fields_cannot_be_filtered_by()
    {
        Assert.StartsWith("Field \"label\" is not defined by type \"DealFilterInput\".", await sales.RefusalAsync("{ deals(where: { label: { eq: \"a\" } }) { totalCount } }"), StringComparison.Ordinal);
        Assert.StartsWith("Field \"expected\" is not defined by type \"DealFilterInput\".", await sales.RefusalAsync("{ deals(where: { expected: {} }) { totalCount } }"), StringComparison.Ordinal);
    }
}
