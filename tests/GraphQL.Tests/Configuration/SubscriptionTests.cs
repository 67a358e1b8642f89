using System.Runtime.CompilerServices;
using System.Text;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class SubscriptionTests
{
    private static readonly Schema Library = new SchemaBuilder().AddType(typeof(ZooQueries)).AddType(typeof(BirthSubscriptions)).Build();

    [Fact]
    public void The_field_is_named_after_the_method_and_typed_after_the_event() => Assert.Equal(
        """
        type Subscription {
          catBorn(litter: Int! = 2): CatBorn!
          counted: Int!
          refused: CatBorn!
        }
        """,
        SchemaPrinter.Print(Library.SubscriptionType!).Trim());

    [Theory]
    [InlineData("subscription { catBorn { name } }", """{"data":{"catBorn":{"name":"cat 0"}}}""", """{"data":{"catBorn":{"name":"cat 1"}}}""")]
    [InlineData("subscription { catBorn(litter: 1) { name } }", """{"data":{"catBorn":{"name":"cat 0"}}}""")]
    [InlineData("subscription { counted }", "1: {\"data\":{\"counted\":10}}", "2: {\"data\":{\"counted\":20}}")]
    public async Task Each_event_is_the_value_of_the_field(string query, params string[] payloads)
    {
        using var result = Assert.IsType<StreamResult>(await ExecuteAsync(query));

        var seen = new List<string>();
        await foreach (var payload in result.Payloads.WithCancellation(TestContext.Current.CancellationToken))
            seen.Add((payload.EventId is { } id ? $"{id}: " : "") + Encoding.UTF8.GetString(payload.Json.Span));
        Assert.Equal(payloads, seen);
    }

    [Fact]
    public async Task A_stream_may_be_refused_before_it_opens()
    {
        using var result = Assert.IsType<SingleResult>(await ExecuteAsync("subscription { refused { name } }"));

        Assert.Contains("\"code\":\"FORBIDDEN\"", Encoding.UTF8.GetString(result.Body.Span), StringComparison.Ordinal);
    }

    private static ValueTask<ExecutionResult> ExecuteAsync(string query) =>
        new RequestExecutor(Library).ExecuteAsync(new GraphQLRequest(Encoding.UTF8.GetBytes(query)), TestContext.Current.CancellationToken);
}

public sealed record CatBorn(string Name);

[SubscriptionType]
public static class BirthSubscriptions
{
    [Subscribe]
    public static async IAsyncEnumerable<CatBorn> OnCatBorn(int litter = 2, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < litter; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new CatBorn($"cat {i}");
        }
    }

    [Subscribe]
    [GraphQLType("Int!")]
    public static async IAsyncEnumerable<SourceEvent> OnCounted()
    {
        await Task.Yield();
        yield return new SourceEvent(10, "1");
        yield return new SourceEvent(20, "2");
    }

    [Subscribe]
    public static Task<IAsyncEnumerable<CatBorn>> OnRefused() => throw new CrmGraph.GraphQL.Errors.GraphQLException("FORBIDDEN", "Not for you.");
}
