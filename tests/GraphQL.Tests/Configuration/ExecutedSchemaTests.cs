using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class ExecutedSchemaTests
{
    private static readonly Guid Ulysses = Guid.Parse("01890000-0000-7000-8000-000000000001");

    private static readonly Schema Library = new SchemaBuilder()
        .ModifyOptions(o => (o.CallerType, o.IsService) = (typeof(Librarian), type => type == typeof(Shelves)))
        .AddType(typeof(BookQueries))
        .AddType(typeof(PlanQueries))
        .AddType(typeof(ZooQueries))
        .AddObjectType<BookType>()
        .AddType(typeof(BookFields))
        .Build();

    [Fact]
    public async Task Definition_and_extension_answer_from_the_parent() => Assert.Equal(
        $$$"""
        {"data":{"books":[{"id":"{{{NodeId.Encode("Book", Ulysses)}}}","title":"Ulysses","pages":730,"state":"LENT_OUT","readerId":"{{{NodeId.Encode("Reader", Guid.Parse("01890000-0000-7000-8000-0000000000aa"))}}}","isLong":true,"label":"Ulysses!","shout":"ULYSSES","titleLength":7,"excerpt":"Ul"},{"id":"{{{NodeId.Encode("Book", Guid.Parse("01890000-0000-7000-8000-000000000002"))}}}","title":"Emma","pages":null,"state":"ON_SHELF","readerId":null,"isLong":false,"label":null,"shout":"EMMA","titleLength":4,"excerpt":"Em"}]}}
        """,
        await RunAsync("{ books { id title pages state readerId isLong label shout titleLength excerpt(length: 2) } }"));

    [Fact]
    public async Task A_data_loader_is_asked_once_for_all_parents()
    {
        var loader = new ReviewLoader();

        var answer = await RunAsync("{ books { review } }", options: new ExecutorOptions { CreateLoader = (_, _) => loader });

        Assert.Equal("""{"data":{"books":[{"review":"Ulysses is good"},{"review":"Emma is good"}]}}""", answer);
        Assert.Equal([2], loader.Batches);
    }

    [Theory]
    [InlineData("{ books(state: LENT_OUT) { title } }", """{"data":{"books":[{"title":"Ulysses"}]}}""")]
    [InlineData("""{ greet(name: "Ho") }""", """{"data":{"greet":"calm: Ho"}}""")]
    [InlineData("""{ greet(name: "Ho", times: 3, tone: null) }""", """{"data":{"greet":": HoHoHo"}}""")]
    [InlineData("{ me }", """{"data":{"me":"Ann"}}""")]
    [InlineData("{ echo(id: 7) }", """{"data":{"echo":"7"}}""")]
    [InlineData("{ animals { name __typename ... on Cat { lives } } }", """{"data":{"animals":[{"name":"Tom","__typename":"Cat","lives":9},{"name":"Rex","__typename":"Dog"}]}}""")]
    [InlineData("{ prizes { ... on Cup { litres } ... on Cat { lives } } }", """{"data":{"prizes":[{"litres":0.5},{"lives":7}]}}""")]
    public async Task Methods_get_arguments_services_and_the_caller(string query, string answer) => Assert.Equal(answer, await RunAsync(query));

    [Fact]
    public async Task A_typed_id_is_decoded() => Assert.Equal(
        """{"data":{"book":{"title":"Ulysses"}}}""",
        await RunAsync("query ($id: ID!) { book(id: $id) { title } }", new { id = NodeId.Encode("Book", Ulysses) }));

    [Fact]
    public async Task An_id_of_another_type_is_refused_with_what_was_expected() => Assert.Equal(
        """{"data":{"book":null},"errors":[{"message":"Argument \"id\" has invalid value: Expected the id of a Book, found the id of an object of type Reader.","locations":[{"line":1,"column":20}],"path":["book"],"extensions":{"code":"BAD_USER_INPUT"}}]}""",
        await RunAsync("query ($id: ID!) { book(id: $id) { title } }", new { id = NodeId.Encode("Reader", Ulysses) }));

    [Fact]
    public async Task A_malformed_id_is_refused_with_what_was_expected() => Assert.Equal(
        """{"data":null,"errors":[{"message":"Argument \"input\" has invalid value at \"steps.1.readers.0\": Expected the id of a Reader, found \"x\".","locations":[{"line":1,"column":3}],"path":["plan"],"extensions":{"code":"BAD_USER_INPUT"}}]}""",
        await RunAsync("""{ plan(input: { title: "t", steps: [{ name: "a", readers: [] }, { name: "b", readers: ["x"] }] }) }"""));

    [Fact]
    public async Task An_input_object_is_made_of_defaults_and_what_is_given() => Assert.Equal(
        """{"data":{"plan":"t|no tags|no book|(not given)|(not given)|5|False||LentOut"}}""",
        await RunAsync("""{ plan(input: { title: "t", steps: [] }) }"""));

    [Fact]
    public async Task An_input_object_tells_null_from_absent()
    {
        var id = NodeId.Encode("Book", Ulysses);
        var reader = NodeId.Encode("Reader", Ulysses);

        Assert.Equal(
            $$$"""{"data":{"plan":"t|a,b|{{{Ulysses}}}||gay|1||s:{{{Ulysses}}};u:|Lost"}}""",
            await RunAsync(
                "query ($input: PlanInput!) { plan(input: $input) }",
                new { input = new { title = "t", tags = new[] { "a", "b" }, bookId = id, note = (string?)null, mood = "gay", priority = 1, isLoud = (bool?)null, steps = new object[] { new { name = "s", readers = new[] { reader } }, new { name = "u", readers = Array.Empty<string>() } }, kind = "LOST" } }));
    }

    [Fact]
    public async Task Null_is_refused_where_a_field_may_only_be_left_out() => Assert.Equal(
        """{"data":null,"errors":[{"message":"Argument \"input\" has invalid value at \"mood\": It must not be null; leave it out to keep it as it is.","locations":[{"line":1,"column":3}],"path":["plan"],"extensions":{"code":"BAD_USER_INPUT"}}]}""",
        await RunAsync("""{ plan(input: { title: "t", steps: [], mood: null }) }"""));

    [Fact]
    public async Task One_of_several_fields_is_taken() => Assert.Equal(
        $$$"""{"data":{"a":"x","b":"{{{Ulysses}}}"}}""",
        await RunAsync($$"""{ a: pick(by: { title: "x" }) b: pick(by: { id: "{{NodeId.Encode("Book", Ulysses)}}" }) }"""));

    private static async Task<string> RunAsync(string query, object? variables = null, ExecutorOptions? options = null)
    {
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(query))
        {
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
            Services = new OneService(new Shelves()),
            Caller = new Librarian("Ann"),
        };
        using var result = Assert.IsType<SingleResult>(await new RequestExecutor(Library, options).ExecuteAsync(request, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(result.Body.Span);
    }

    private sealed class OneService(object service) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType.IsInstanceOfType(service) ? service : null;
    }
}
