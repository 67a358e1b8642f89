using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using static CrmGraph.GraphQL.Tests.Execution.ExecutorFixture;

namespace CrmGraph.GraphQL.Tests.Execution;

public sealed class NullBubblingTests
{
    private sealed record Deal(string? Name, Deal? Next, List<Deal?>? Parts)
    {
        public string Broken => Name ?? throw new GraphQLException("BROKEN", "No name to be had.");
    }

    private static NonNullType NonNull(GraphQLType type) => new(type);

    private static ListType List(GraphQLType type) => new(type);

    private static Schema Build(object? root)
    {
        ObjectType? deal = null;
        deal = new ObjectType("Deal", () =>
        [
            Pure("name", BuiltInScalars.String, (Deal d) => d.Name),
            Pure("sureName", NonNull(BuiltInScalars.String), (Deal d) => d.Name),
            Pure("broken", BuiltInScalars.String, (Deal d) => d.Broken),
            Pure("surelyBroken", NonNull(BuiltInScalars.String), (Deal d) => d.Broken),
            Pure("next", deal!, (Deal d) => d.Next),
            Pure("sureNext", NonNull(deal!), (Deal d) => d.Next),
            Pure("parts", List(deal!), (Deal d) => d.Parts),
            Pure("sureParts", List(NonNull(deal!)), (Deal d) => d.Parts),
            Pure("allSureParts", NonNull(List(NonNull(deal!))), (Deal d) => d.Parts),
            Work("worked", BuiltInScalars.String, async (context, _) =>
            {
                await Task.Yield();
                return ((Deal)context.Parent).Name is { } name ? name : throw new GraphQLException("NO_NAME", "It has no name.");
            }),
            Work("surelyWorked", NonNull(BuiltInScalars.String), (context, _) => new ValueTask<object?>(((Deal)context.Parent).Name)),
        ], runtimeType: typeof(Deal));
        var resolve = new Func<CrmGraph.GraphQL.Execution.ResolverContext, CancellationToken, ValueTask<object?>>((_, _) => new ValueTask<object?>(root));
        return new Schema(new ObjectType("Query", () => [Work("deal", deal, resolve), Work("sureDeal", NonNull(deal), resolve), Work("deals", List(deal), resolve), Work("grid", List(NonNull(List(NonNull(deal)))), resolve)]));
    }

    private static readonly Deal Named = new("Line 4", null, null);
    private static readonly Deal Unnamed = new(null, null, null);

    [Theory]
    [InlineData("{ deal { name sureName } }", """{"data":{"deal":null},"errors":[{"message":"Cannot return null for non-nullable field Deal.sureName.","locations":[{"line":1,"column":15}],"path":["deal","sureName"]}]}""")]
    [InlineData("{ sureDeal { name sureName } }", """{"data":null,"errors":[{"message":"Cannot return null for non-nullable field Deal.sureName.","locations":[{"line":1,"column":19}],"path":["sureDeal","sureName"]}]}""")]
    [InlineData("{ deal { broken name } }", """{"data":{"deal":{"broken":null,"name":null}},"errors":[{"message":"No name to be had.","locations":[{"line":1,"column":10}],"path":["deal","broken"],"extensions":{"code":"BROKEN"}}]}""")]
    [InlineData("{ deal { name b: surelyBroken } }", """{"data":{"deal":null},"errors":[{"message":"No name to be had.","locations":[{"line":1,"column":15}],"path":["deal","b"],"extensions":{"code":"BROKEN"}}]}""")]
    [InlineData("{ deal { worked name } }", """{"data":{"deal":{"worked":null,"name":null}},"errors":[{"message":"It has no name.","locations":[{"line":1,"column":10}],"path":["deal","worked"],"extensions":{"code":"NO_NAME"}}]}""")]
    [InlineData("{ deal { surelyWorked } }", """{"data":{"deal":null},"errors":[{"message":"Cannot return null for non-nullable field Deal.surelyWorked.","locations":[{"line":1,"column":10}],"path":["deal","surelyWorked"]}]}""")]
    public async Task A_null_goes_up_to_the_nearest_nullable_place(string document, string response)
    {
        Assert.Equal(response, await Build(Unnamed).ExecuteAsync(document));
    }

    [Theory]
    [InlineData("{ deal { parts { sureName } } }", """{"parts":[{"sureName":"Line 4"},null,{"sureName":"Line 4"},null]}""", 1)]
    [InlineData("{ deal { sureParts { name } } }", """{"sureParts":null}""", 1)]
    [InlineData("{ deal { sureParts { sureName } } }", """{"sureParts":null}""", 1)]
    [InlineData("{ deal { allSureParts { name } } }", "null", 1)]
    [InlineData("{ deal { parts { surelyWorked } } }", """{"parts":[{"surelyWorked":"Line 4"},null,{"surelyWorked":"Line 4"},null]}""", 1)]
    [InlineData("{ deal { parts { next { worked } worked } } }", """{"parts":[{"next":null,"worked":"Line 4"},{"next":null,"worked":null},{"next":null,"worked":"Line 4"},null]}""", 1)]
    public async Task Items_of_lists_become_null_one_by_one_where_they_may(string document, string deal, int errors)
    {
        var response = await Build(new Deal("Top", null, [Named, Unnamed, Named, null])).ExecuteAsync(document);

        Assert.StartsWith($$"""{"data":{"deal":{{deal}}},"errors":[""", response, StringComparison.Ordinal);
        Assert.Equal(errors, System.Text.Json.JsonDocument.Parse(response).RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task A_list_that_is_given_up_halfway_does_not_shift_the_results_of_the_next()
    {
        List<Deal>[] grid = [[Named, Unnamed, new Deal("never read", null, null)], [new Deal("A", null, null), new Deal("B", null, null)]];
        var schema = Build(grid);

        var response = await schema.ExecuteAsync("{ grid { surelyWorked } }");

        // [[Deal!]!]: the first inner list is gone, and with it the item that must not be null, so the whole field.
        Assert.StartsWith("""{"data":{"grid":null},"errors":[{"message":"Cannot return null for non-nullable field Deal.surelyWorked.","locations":[{"line":1,"column":10}],"path":["grid",0,1,"surelyWorked"]}]}""", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unexpected_exceptions_are_masked_and_reported_with_their_id()
    {
        var reported = new List<(string Id, Exception Exception)>();
        var schema = new Schema(new ObjectType("Query", () => [Work("secret", BuiltInScalars.String, (_, _) => throw new InvalidOperationException("password=1234"))]));

        var response = await schema.ExecuteAsync("{ secret }", options: new() { OnMaskedException = (id, e) => reported.Add((id, e)), NewErrorId = () => "e1" });

        Assert.Equal("""{"data":{"secret":null},"errors":[{"message":"Unexpected error. It is logged with the id e1.","locations":[{"line":1,"column":3}],"path":["secret"],"extensions":{"code":"INTERNAL_SERVER_ERROR","errorId":"e1"}}]}""", response);
        Assert.Equal(("e1", "password=1234"), (Assert.Single(reported).Id, reported[0].Exception.Message));
    }
}
