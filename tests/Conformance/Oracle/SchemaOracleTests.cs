using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Sdl;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Which schemas are valid and what is wrong with the others, how schemas are printed, and what introspection tells of them.</summary>
public sealed class SchemaOracleTests
{
    private static readonly string[] Names =
        ["Query", "Mutation", "T0", "T1", "N0", "N1", "U0", "I0", "I1", "E0", "S0", "Int", "String", "Missing", "a0", "a1", "nN00", "f0", "VE00", "x0", "tag", "once", "__hidden", "deprecated", "Boolean"];

    [Fact]
    public async Task Random_schemas_are_built_printed_and_introspected_as_the_reference_does()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reference = await GraphQLJs.StartAsync(cancellationToken);
        var differences = new Differences();

        for (var i = 0; i < OracleRun.Documents / 30; i++)
        {
            var seed = OracleRun.FirstSeed + i;
            await CompareAsync(reference, RandomSchema.Write(new Dice(seed)), seed, mustBeValid: true, differences, cancellationToken);
        }

        differences.AssertNone();
    }

    [Fact]
    public async Task What_is_wrong_with_random_schemas_is_found_as_the_reference_finds_it()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reference = await GraphQLJs.StartAsync(cancellationToken);
        var differences = new Differences();

        for (var i = 0; i < OracleRun.Documents / 5; i++)
        {
            var seed = OracleRun.FirstSeed + i;
            var dice = new Dice(seed);
            var sdl = new TextMutation(dice, Names).Apply(RandomSchema.Write(dice));
            await CompareAsync(reference, sdl, seed, mustBeValid: false, differences, cancellationToken);
        }

        differences.AssertNone();
    }

    private static async Task CompareAsync(
        GraphQLJs reference, string sdl, int seed, bool mustBeValid, Differences differences, CancellationToken cancellationToken)
    {
        var (v16, v17) = await reference.AskAsync(new { op = "schema", sdl }, cancellationToken);
        var about = $"seed {seed}:\n{sdl}";
        var (findings, schema) = Build(sdl);
        if (mustBeValid)
            Assert.True(findings.Length == 0, $"{about}\n{string.Join('\n', findings)}");
        // Not told as an error but thrown: an argument of @deprecated or @specifiedBy that does not fit, which no rule for SDL looks at.
        if (v17.TryGetProperty("thrown", out _))
            return;
        differences.CompareWithEither("schema", v16.TryGetProperty("thrown", out _) ? Findings(v17) : Findings(v16), Findings(v17), findings, about);
        if (schema is null || findings.Length > 0)
            return;
        foreach (var (version, answer) in new[] { ("16", v16), ("17", v17) })
        {
            if (!answer.TryGetProperty("described", out var described) || described.TryGetProperty("thrown", out _))
                continue;
            if (version == "17")
                differences.Compare("printed schema, 17", described.GetProperty("printed").GetString()!, SchemaPrinter.Print(schema), about);
            await CompareIntrospectionAsync(version, described, schema, differences, about, cancellationToken);
        }
    }

    private static async Task CompareIntrospectionAsync(
        string version, JsonElement answer, Schema schema, Differences differences, string about, CancellationToken cancellationToken)
    {
        var request = new GraphQLRequest(System.Text.Encoding.UTF8.GetBytes(answer.GetProperty("introspection").GetString()!));
        using var result = Assert.IsType<SingleResult>(await new RequestExecutor(schema, OracleRun.Executor).ExecuteAsync(request, cancellationToken));
        var ours = JsonElement.Parse(result.Body.Span);
        differences.Compare(
            $"introspection, {version}",
            Introspected.Text(answer.GetProperty("introspected"), version),
            ours.TryGetProperty("data", out var data) ? Introspected.Text(data, version) : ours.ToString(),
            about);
    }

    private static Finding[] Findings(JsonElement answer)
    {
        if (answer.TryGetProperty("syntaxError", out var refusal))
            return [Reply.Error(refusal)];
        return [.. Reply.Errors(answer, "sdlErrors"), .. Reply.Errors(answer, "schemaErrors")];
    }

    private static (Finding[] Findings, Schema? Schema) Build(string sdl)
    {
        if (!Parser.TryParse(new SourceText(sdl), ParserOptions.Trusted, out var document, out var syntaxError))
            return ([Reply.Error(syntaxError)], null);
        IReadOnlyList<GraphQLError> errors = SdlValidator.Validate(document);
        if (errors.Count > 0)
            return (Reply.Errors(errors), null);
        var schema = SdlSchemaBuilder.Build(document);
        return (Reply.Errors(SchemaValidator.Validate(schema)), schema);
    }
}
