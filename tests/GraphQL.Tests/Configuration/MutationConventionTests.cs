using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class MutationConventionTests
{
    private static readonly Guid Ulysses = Guid.Parse("01890000-0000-7000-8000-000000000001");

    private static readonly Schema Library = new SchemaBuilder()
        .AddType(typeof(ZooQueries))
        .AddType(typeof(BookMutations))
        .AddObjectType<BookType>()
        .AddMutationConventions<IRefusal>(MapRefusal)
        .Build();

    [Fact]
    public void A_mutation_answers_with_a_payload_that_all_mutations_of_the_object_share()
    {
        var printed = SchemaPrinter.Print(Library);

        Assert.Contains(
            """
            type Mutation {
              rename(input: RenameInput!): BookPayload!
              lend(input: RenameInput!): BookPayload!
              count(first: Int!): CountPayload!
              stock(count: Int!): StockPayload!
            }

            """,
            printed, StringComparison.Ordinal);
        Assert.Contains(
            """"
            type BookPayload {
              """The changed object; null if the mutation was refused."""
              book: Book

              """Why the mutation was refused; empty if it was not."""
              errors: [Refusal!]!
            }

            """",
            printed, StringComparison.Ordinal);
        Assert.Contains(
            """"
            type StockPayload {
              count: Int

              """Those that came in."""
              books: [Book!]
              shelf: ID

              """Why the mutation was refused; empty if it was not."""
              errors: [Refusal!]!
            }

            """",
            printed, StringComparison.Ordinal);
        Assert.Contains("type LentOutRefusal implements Refusal {\n  until: Date!\n  message: String!\n  path: [String!]\n}\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_changed_object_is_answered_without_errors() => Assert.Equal(
        """{"data":{"rename":{"book":{"title":"Ulixes"},"errors":[]}}}""",
        await RunAsync("Ulixes"));

    [Fact]
    public async Task A_refusal_becomes_an_error_of_the_payload() => Assert.Equal(
        """{"data":{"rename":{"book":null,"errors":[{"__typename":"PlainRefusal","message":"It has to have a title.","path":["title"]}]}}}""",
        await RunAsync(""));

    [Fact]
    public async Task A_refusal_may_say_more() => Assert.Equal(
        """{"data":{"rename":{"book":null,"errors":[{"__typename":"LentOutRefusal","message":"Somebody reads it.","path":null,"until":"2030-01-02"}]}}}""",
        await RunAsync("lent"));

    [Fact]
    public async Task An_id_of_another_type_is_an_error_of_the_payload_with_the_path_inside_the_input() => Assert.Equal(
        """{"data":{"rename":{"book":null,"errors":[{"__typename":"PlainRefusal","message":"Expected the id of a Book, found the id of an object of type Shelf.","path":["id"]}]}}}""",
        await RunAsync("x", NodeId.Encode("Shelf", Ulysses)));

    [Fact]
    public async Task Any_other_exception_fails_the_request_and_is_masked()
    {
        var answer = await RunAsync("bug");

        Assert.StartsWith("{\"data\":null,\"errors\":[{\"message\":\"Unexpected", answer, StringComparison.Ordinal);
        Assert.Contains("\"errorId\":\"e1\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_class_answers_with_its_members()
    {
        Assert.Equal(
            $$$$"""{"data":{"stock":{"count":2,"books":[{"title":"a"}],"shelf":"{{{{NodeId.Encode("Shelf", Ulysses)}}}}","errors":[]}}}""",
            await ExecuteAsync("mutation { stock(count: 2) { count books { title } shelf errors { message } } }", null));
        Assert.Equal(
            """{"data":{"stock":{"count":null,"books":null,"shelf":null,"errors":[{"message":"It has to have a title."}]}}}""",
            await ExecuteAsync("mutation { stock(count: -1) { count books { title } shelf errors { message } } }", null));
    }

    [Fact]
    public async Task A_payload_class_that_can_be_made_without_values_says_when_refused_what_it_says_then()
    {
        var printed = SchemaPrinter.Print(Library);
        const string Count = "mutation ($f: Int!) { count(first: $f) { counted notes reason errors { message } } }";

        Assert.Contains(
            """"
            type CountPayload {
              counted: Int!
              notes: [String!]!
              reason: String

              """Why the mutation was refused; empty if it was not."""
              errors: [Refusal!]!
            }

            """",
            printed, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"count":{"counted":3,"notes":["done"],"reason":"asked","errors":[]}}}""", await ExecuteAsync(Count, new { f = 3 }));
        Assert.Equal("""{"data":{"count":{"counted":0,"notes":[],"reason":null,"errors":[{"message":"It has to have a title."}]}}}""", await ExecuteAsync(Count, new { f = -1 }));
    }

    [Fact]
    public void Without_the_convention_a_mutation_is_a_plain_field()
    {
        var schema = new SchemaBuilder().AddType(typeof(ZooQueries)).AddType(typeof(BookMutations)).AddObjectType<BookType>().Build();

        Assert.Equal("Book!", schema.MutationType!.FindField("rename")!.Type.ToString());
    }

    private static IReadOnlyList<IRefusal>? MapRefusal(Exception exception) => exception switch
    {
        RefusedException { Until: { } until } refused => [new LentOutRefusal(until, refused.Message)],
        RefusedException refused => [new PlainRefusal(refused.Message, ["title"])],
        InvalidInputException invalid => [new PlainRefusal(invalid.Message, invalid.Path)],
        _ => null,
    };

    private static Task<string> RunAsync(string title, string? id = null) => ExecuteAsync(
        "mutation ($i: RenameInput!) { rename(input: $i) { book { title } errors { __typename message path ... on LentOutRefusal { until } } } }",
        new { i = new { id = id ?? NodeId.Encode("Book", Ulysses), title } });

    private static async Task<string> ExecuteAsync(string query, object? variables)
    {
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(query)) { Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables) };
        var executor = new RequestExecutor(Library, new ExecutorOptions { NewErrorId = () => "e1" });
        using var result = Assert.IsType<SingleResult>(await executor.ExecuteAsync(request, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(result.Body.Span);
    }
}

[InterfaceType]
public interface IRefusal
{
    string Message { get; }

    IReadOnlyList<string>? Path { get; }
}

public sealed record PlainRefusal(string Message, IReadOnlyList<string>? Path) : IRefusal;

public sealed record LentOutRefusal(DateOnly Until, string Message) : IRefusal
{
    IReadOnlyList<string>? IRefusal.Path => null;
}

public sealed class RefusedException(string message, DateOnly? until = null) : Exception(message)
{
    public DateOnly? Until { get; } = until;
}

public readonly record struct ShelfId(Guid Value);

public sealed class StockPayload
{
    public int Count { get; init; }

    /// <summary>Those that came in.</summary>
    public required IReadOnlyList<Book> Books { get; init; }

    public ShelfId Shelf { get; init; }
}

public sealed class CountPayload
{
    public int Counted { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public string? Reason { get; init; }
}

public sealed record RenameInput(BookId Id, string Title);

[MutationType]
public static class BookMutations
{
    public static async Task<Book> RenameAsync(RenameInput input, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return input.Title switch
        {
            "" => throw new RefusedException("It has to have a title."),
            "lent" => throw new RefusedException("Somebody reads it.", new DateOnly(2030, 1, 2)),
            "bug" => throw new InvalidOperationException("secret"),
            _ => new Book(input.Id, input.Title),
        };
    }

    public static Book Lend(RenameInput input) => new(input.Id, input.Title);

    public static CountPayload Count(int first) => first < 0
        ? throw new RefusedException("It has to have a title.")
        : new CountPayload { Counted = first, Notes = ["done"], Reason = "asked" };

    public static StockPayload Stock(int count) => count < 0
        ? throw new RefusedException("It has to have a title.")
        : new StockPayload
        {
            Count = count,
            Books = [new Book(new BookId(Guid.Empty), "a")],
            Shelf = new ShelfId(Guid.Parse("01890000-0000-7000-8000-000000000001")),
        };
}
