namespace CrmGraph.Api.Tests.Schema;

public sealed class SchemaFloorTests
{
    [Theory]
    [InlineData("contract.graphql")]
    [InlineData("released.graphql")]
    public async Task Nothing_that_callers_were_promised_is_missing_or_changed(string floor)
    {
        var promised = await ReadAsync($"tests/Api.Tests/Schema/{floor}");
        var served = await ReadAsync("schema.graphql");

        Assert.Empty(SchemaFloor.Findings(promised, served));
    }

    [Theory]
    [InlineData("type A { x: Int }", "type B { x: Int }", "A is missing")]
    [InlineData("type A { x: Int }", "input A { x: Int }", "A is of another kind")]
    [InlineData("type A { x: Int y: Int }", "type A { x: Int }", "A.y is missing")]
    [InlineData("type A { x: Int! }", "type A { x: Int }", "A.x is Int instead of Int!")]
    [InlineData("type A { x(a: Int): Int }", "type A { x: Int }", "A.x.a is missing")]
    [InlineData("type A { x: Int }", "type A { x(a: Int!): Int }", "A.x.a is new and required")]
    [InlineData("input A { x: Int }", "input A { x: Int y: Int! }", "A.y is new and required")]
    [InlineData("enum A { X Y }", "enum A { X }", "A has Y no more")]
    [InlineData("union A = X | Y", "union A = X", "A includes Y no more")]
    [InlineData("type A implements I { x: Int }", "type A { x: Int }", "A implements I no more")]
    public void A_breaking_change_is_found(string floor, string served, string finding) =>
        Assert.Equal([finding], SchemaFloor.Findings(floor, served));

    [Fact]
    public void What_is_added_breaks_nothing() =>
        Assert.Empty(SchemaFloor.Findings("type A { x: Int } enum E { X }", "type A { x(a: Int b: Int! = 1): Int y: Int } enum E { X Y } type B { x: Int }"));

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(SchemaFiles.PathOf(path), TestContext.Current.CancellationToken);
}
