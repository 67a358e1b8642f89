using System.Text;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using static CrmGraph.GraphQL.Tests.Execution.ExecutorFixture;

namespace CrmGraph.GraphQL.Tests.Execution;

/// <summary>Mutations that a host executes as a whole.</summary>
public sealed class UnitOfWorkTests
{
    private static readonly Services Shared = new();

    private readonly TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool waitsForOther;
    private int running;
    private int mostRunning;
    private readonly List<string> order = [];
    private readonly HashSet<IServiceProvider> seen = [];

    [Fact]
    public async Task Resolvers_share_services_and_run_one_after_another()
    {
        var result = await RunAsync("mutation { first { slow other items { slow } } }", asUnit: true);

        Assert.Equal("""{"data":{"first":{"slow":1,"other":2,"items":[{"slow":1},{"slow":1},{"slow":1}]}}}""", result.Text);
        Assert.Equal((1, false), (mostRunning, result.IsFault));
        Assert.Same(Shared, Assert.Single(seen));
    }

    [Fact]
    public async Task Without_a_unit_they_run_together_on_services_of_their_own()
    {
        waitsForOther = true;

        await RunAsync("mutation { first { slow other } }", asUnit: false);

        Assert.Equal((2, 2), (mostRunning, seen.Count));
    }

    [Fact]
    public async Task A_fault_ends_the_operation_and_leaves_only_its_errors()
    {
        var result = await RunAsync("mutation { a: first { slow } b: first { broken } c: first { slow } }", asUnit: true);

        Assert.Equal("""{"data":null,"errors":[{"message":"Unexpected error. It is logged with the id 1.","locations":[{"line":1,"column":41}],"path":["b","broken"],"extensions":{"code":"INTERNAL_SERVER_ERROR","errorId":"1"}}]}""", result.Text);
        Assert.True(result.IsFault);
        Assert.Equal(["first", "slow", "first"], order);
    }

    [Fact]
    public async Task An_error_that_is_an_answer_is_no_fault()
    {
        var result = await RunAsync("mutation { first { refused slow } }", asUnit: true);

        Assert.StartsWith("""{"data":{"first":{"refused":null,"slow":1}},"errors":[""", result.Text, StringComparison.Ordinal);
        Assert.False(result.IsFault);
    }

    [Fact]
    public async Task Who_runs_mutations_may_answer_without_executing_and_is_not_asked_about_queries()
    {
        var schema = Build();
        var executor = new RequestExecutor(schema, new ExecutorOptions { RunMutation = (_, _, _) => new(SingleResult.Replay("""{"data":{}}"""u8)) });

        var mutation = await executor.ExecuteAsync("mutation { first { slow } }", cancellationToken: TestContext.Current.CancellationToken);
        var query = await executor.ExecuteAsync("{ ready }", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(("""{"data":{}}""", """{"data":{"ready":true}}"""), (mutation, query));
        Assert.Empty(order);
    }

    [Fact]
    public async Task What_whoever_runs_mutations_throws_is_masked()
    {
        var executor = new RequestExecutor(Build(), new ExecutorOptions { NewErrorId = () => "7", RunMutation = (_, _, _) => throw new InvalidOperationException("secret") });

        var answer = await executor.ExecuteAsync("mutation { first { slow } }", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("""{"errors":[{"message":"Unexpected error. It is logged with the id 7.","extensions":{"code":"INTERNAL_SERVER_ERROR","errorId":"7"}}]}""", answer);
    }

    private async Task<(string Text, bool IsFault)> RunAsync(string document, bool asUnit)
    {
        var executor = new RequestExecutor(Build(), new ExecutorOptions { NewErrorId = () => "1", CreateScope = _ => new ResolverScope(new Services(), new Nothing()) });
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(document)) { Services = Shared, Unit = asUnit ? (call, _) => call() : null };
        using var result = Assert.IsType<SingleResult>(await executor.ExecuteAsync(request, TestContext.Current.CancellationToken));
        return (Encoding.UTF8.GetString(result.Body.Span), result.IsFault);
    }

    private Schema Build()
    {
        ObjectType? thing = null;
        thing = new ObjectType("Thing", () =>
        [
            Work("slow", BuiltInScalars.Int, (c, ct) => WorkAsync(c, 1, ct)),
            Work("other", BuiltInScalars.Int, (c, ct) => WorkAsync(c, 2, ct)),
            Work("items", new ListType(thing!), (_, _) => new((object?[])[new(), new(), new()])),
            Work("broken", BuiltInScalars.Int, (_, _) => throw new InvalidOperationException("secret")),
            Work("refused", BuiltInScalars.Int, (_, _) => throw new GraphQLException("FORBIDDEN", "Not for you.")),
        ]);
        return new Schema(
            new ObjectType("Query", () => [Work("ready", BuiltInScalars.Boolean, (_, _) => new(true))]),
            new ObjectType("Mutation", () => [Work("first", thing, (_, _) =>
            {
                order.Add("first");
                return new(new object());
            })]));
    }

    private async ValueTask<object?> WorkAsync(ResolverContext context, int value, CancellationToken cancellationToken)
    {
        lock (order)
        {
            order.Add("slow");
            seen.Add(context.Services);
            mostRunning = Math.Max(mostRunning, ++running);
            if (running == 2) together.SetResult();
        }

        if (waitsForOther) await together.Task.WaitAsync(cancellationToken);
        for (var i = 0; i < 20; i++) await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (order) running--;
        return value;
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
