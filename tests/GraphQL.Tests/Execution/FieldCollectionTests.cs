using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using static CrmGraph.GraphQL.Tests.Execution.ExecutorFixture;

namespace CrmGraph.GraphQL.Tests.Execution;

public sealed class FieldCollectionTests
{
    private interface IParty;

    private sealed record Person(string Name, string Title) : IParty;

    private sealed record Company(string Name, int Employees) : IParty;

    private static Schema Build()
    {
        var party = new InterfaceType("Party", () => [new OutputField("name", BuiltInScalars.String)]);
        var person = new ObjectType("Person", () => [Pure("name", BuiltInScalars.String, (Person p) => p.Name), Pure("title", BuiltInScalars.String, (Person p) => p.Title)], () => [party], runtimeType: typeof(Person));
        var company = new ObjectType("Company", () => [Pure("name", BuiltInScalars.String, (Company c) => c.Name), Pure("employees", BuiltInScalars.Int, (Company c) => c.Employees)], () => [party], runtimeType: typeof(Company));
        var both = new UnionType("Both", () => [person, company]);
        IParty[] parties = [new Person("王芳", "采购经理"), new Company("华东机械", 320)];
        return new Schema(
            new ObjectType("Query", () => [Work("parties", new ListType(party), (_, _) => new ValueTask<object?>(parties)), Work("both", new ListType(both), (_, _) => new ValueTask<object?>(parties)), Work("a", BuiltInScalars.Int, (_, _) => new(1)), Work("b", BuiltInScalars.Int, (_, _) => new(2))]),
            additionalTypes: [person, company]);
    }

    [Theory]
    [InlineData("{ parties { __typename name ... on Person { title } ... on Company { employees } } }", """{"parties":[{"__typename":"Person","name":"王芳","title":"采购经理"},{"__typename":"Company","name":"华东机械","employees":320}]}""")]
    [InlineData("{ both { ...P ...C } } fragment P on Person { title ...N } fragment C on Company { ...N employees } fragment N on Party { name }", """{"both":[{"title":"采购经理","name":"王芳"},{"name":"华东机械","employees":320}]}""")]
    [InlineData("{ parties { n: name } parties { name n: name } }", """{"parties":[{"n":"王芳","name":"王芳"},{"n":"华东机械","name":"华东机械"}]}""")]
    [InlineData("{ both { ... on Party { ... on Party { name } } } }", """{"both":[{"name":"王芳"},{"name":"华东机械"}]}""")]
    [InlineData("{ a b c: a __typename }", """{"a":1,"b":2,"c":1,"__typename":"Query"}""")]
    [InlineData("{ a @skip(if: true) b @include(if: true) }", """{"b":2}""")]
    [InlineData("{ a @skip(if: true) }", "{}")]
    public async Task Selections_are_merged_in_order_of_their_first_appearance(string document, string data)
    {
        Assert.Equal($$"""{"data":{{data}}}""", await Build().ExecuteAsync(document));
    }

    [Theory]
    [InlineData("true", """{"a":1,"b":2}""")]
    [InlineData("false", """{"b":2,"a":1}""")]
    public async Task What_is_included_decides_about_the_order(string flag, string data)
    {
        var response = await Build().ExecuteAsync("query ($x: Boolean!) { a @include(if: $x) b a }", $$"""{"x":{{flag}}}""");

        Assert.Equal($$"""{"data":{{data}}}""", response);
    }

    [Fact]
    public async Task A_condition_that_is_null_is_refused()
    {
        var response = await Build().ExecuteAsync("query ($x: Boolean = true) { a @skip(if: $x) b }", """{"x":null}""");

        Assert.Equal("""{"errors":[{"message":"Argument \"if\" of non-null type \"Boolean!\" must not be null.","locations":[{"line":1,"column":42}],"extensions":{"code":"BAD_USER_INPUT"}}]}""", response);
    }
}
