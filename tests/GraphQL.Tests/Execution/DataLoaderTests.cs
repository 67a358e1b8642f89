using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Loading;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using static CrmGraph.GraphQL.Tests.Execution.ExecutorFixture;

namespace CrmGraph.GraphQL.Tests.Execution;

public sealed class DataLoaderTests
{
    private sealed class SquareLoader : BatchDataLoader<int, int?>
    {
        public List<int[]> Batches { get; } = [];

        protected override async Task<IReadOnlyDictionary<int, int?>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            Batches.Add([.. keys]);
            await Task.Yield();
            return keys.Where(k => k >= 0).ToDictionary(k => k, k => (int?)k * k);
        }
    }

    private static (Schema Schema, SquareLoader Loader, ExecutorOptions Options) Build()
    {
        var loader = new SquareLoader();
        ObjectType? number = null;
        number = new ObjectType("Number", () =>
        [
            Pure("value", BuiltInScalars.Int, (object n) => (int)n),
            Work("square", number!, async (c, ct) => await c.Request.Loader<SquareLoader>().LoadAsync((int)c.Parent, ct)),
            Work("fourth", BuiltInScalars.Int, async (c, ct) =>
            {
                var squares = c.Request.Loader<SquareLoader>();
                var square = await squares.LoadAsync((int)c.Parent, ct);
                await Task.Yield();
                return await squares.LoadAsync(square!.Value, ct);
            }),
        ]);
        var schema = new Schema(new ObjectType("Query", () => [Work("numbers", new ListType(number), (c, _) => new ValueTask<object?>(c.Argument<object?[]>(0)), new InputValue("of", new ListType(BuiltInScalars.Int)))]));
        return (schema, loader, new ExecutorOptions { CreateLoader = (_, _) => loader });
    }

    [Fact]
    public async Task A_level_is_fetched_in_one_batch_with_every_key_once()
    {
        var (schema, loader, options) = Build();

        var response = await schema.ExecuteAsync("{ numbers(of: [2, 3, 2, 5]) { square { value square { value } } } }", options: options);

        Assert.Equal("""{"data":{"numbers":[{"square":{"value":4,"square":{"value":16}}},{"square":{"value":9,"square":{"value":81}}},{"square":{"value":4,"square":{"value":16}}},{"square":{"value":25,"square":{"value":625}}}]}}""", response);
        Assert.Equal([[2, 3, 5], [4, 9, 25]], loader.Batches);
    }

    [Fact]
    public async Task A_resolver_that_loads_twice_is_batched_both_times()
    {
        var (schema, loader, options) = Build();

        var response = await schema.ExecuteAsync("{ numbers(of: [2, 3]) { fourth } }", options: options);

        Assert.Equal("""{"data":{"numbers":[{"fourth":16},{"fourth":81}]}}""", response);
        Assert.Equal([2, 3], loader.Batches[0]);
        Assert.Equal([4, 9], loader.Batches.Skip(1).SelectMany(b => b).Order());
    }

    [Fact]
    public async Task A_key_without_a_value_is_null()
    {
        var (schema, _, options) = Build();

        Assert.Equal("""{"data":{"numbers":[{"square":null}]}}""", await schema.ExecuteAsync("{ numbers(of: [-1]) { square { value } } }", options: options));
    }
}
