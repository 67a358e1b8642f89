using System.Text.Json;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Sdl;
using CrmGraph.Testing;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Validation, coercion of variables and execution of random documents, compared as whole responses.</summary>
public sealed class ExecutionOracleTests
{
    private const int DocumentsPerSchema = 25;

    [Fact]
    public async Task Random_operations_are_validated_and_answered_as_the_reference_does()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reference = await GraphQLJs.StartAsync(cancellationToken);
        var differences = new Differences();
        var fates = new List<Fate>();

        for (var i = 0; i < OracleRun.Documents / DocumentsPerSchema; i++)
        {
            var seed = OracleRun.FirstSeed + i;
            var dice = new Dice(seed);
            await CompareAsync(reference, RandomSchema.Write(dice), DocumentsPerSchema, dice, $"seed {seed}", differences, fates, cancellationToken);
        }

        AssertAgreed(differences, fates);
    }

    [Fact]
    public async Task Random_operations_on_our_own_schema_are_answered_as_the_reference_does()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reference = await GraphQLJs.StartAsync(cancellationToken);
        var differences = new Differences();
        var sdl = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "schema.graphql"), cancellationToken);

        var fates = new List<Fate>();
        await CompareAsync(
            reference, sdl, OracleRun.Documents / 10, new Dice(OracleRun.FirstSeed), $"our schema, seed {OracleRun.FirstSeed}", differences, fates, cancellationToken);

        AssertAgreed(differences, fates);
    }

    private static async Task CompareAsync(
        GraphQLJs reference, string sdl, int documents, Dice dice, string about, Differences differences, List<Fate> fates, CancellationToken cancellationToken)
    {
        var (known16, known17) = await reference.AskAsync(new { op = "schema", id = about, sdl }, cancellationToken);
        Assert.True(
            known16.GetProperty("schemaErrors").GetArrayLength() + known17.GetProperty("schemaErrors").GetArrayLength() == 0,
            $"{known16.GetProperty("schemaErrors")}\n{known17.GetProperty("schemaErrors")}\n{about}\n{sdl}");
        var schema = SdlSchemaBuilder.Build(sdl);
        var executor = new RequestExecutor(MockSchema.Of(schema, dice), OracleRun.Executor);
        var mutation = new TextMutation(dice, NamesOf(schema));
        for (var i = 0; i < documents; i++)
        {
            var operation = RandomOperation.Write(schema, dice);
            if (dice.Chance(45))
                operation = operation with { Document = mutation.Apply(operation.Document) };
            await CompareAsync(operation);
            if (operation.OtherVariables != operation.Variables && fates[^1] >= Fate.NotCoerced)
                await CompareAsync(operation with { Variables = operation.OtherVariables });
        }

        async Task CompareAsync(OperationCase operation)
        {
            var comparison = new OperationComparison(schema, executor, operation, differences, $"{about}, {operation.Variables}:\n{operation.Document}");
            using var variables = JsonDocument.Parse(operation.Variables);
            var (v16, v17) = await reference.AskAsync(
                new { op = "execute", schema = about, document = operation.Document, variables = variables.RootElement, operationName = operation.OperationName }, cancellationToken);
            fates.Add(await comparison.CompareAsync(v16, v17, cancellationToken));
        }
    }

    // No difference, and enough of every kind to have found one.
    private static void AssertAgreed(Differences differences, List<Fate> fates)
    {
        var counts = fates.CountBy(f => f).ToDictionary();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Key}: {c.Value}")));
        differences.AssertNone();
        Assert.All(Enum.GetValues<Fate>(), f => Assert.True(counts.GetValueOrDefault(f) * 100 >= fates.Count, $"Of {fates.Count} requests hardly any is {f}."));
    }

    private static string[] NamesOf(Schema schema) =>
    [
        .. schema.Types.Select(t => t.Name),
        .. schema.Types.OfType<FieldsType>().SelectMany(t => t.Fields).SelectMany(f => f.Arguments.Select(a => a.Name).Append(f.Name)),
        .. schema.Types.OfType<EnumType>().SelectMany(t => t.Values).Select(v => v.Name),
        "Missing", "missing", "__typename", "F0", "v0", "v1", "b0", "skip", "include", "tag", "on",
    ];
}
