using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Execution.ExecutorFixture;

namespace CrmGraph.GraphQL.Tests.Execution;

/// <summary>Requests that mean harm: each is answered within a second, and the executor goes on serving.</summary>
public sealed class HostileInputTests
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly Schema Sales = Build();

    // What a server without any limit would do: the limits must not be all that keeps the process alive.
    private static readonly ExecutorOptions Unlimited = new()
    {
        Parser = ParserOptions.Trusted,
        Validation = new ValidationOptions { Limits = ValidationLimits.None },
    };

    private static Schema Build()
    {
        InputObjectType? where = null;
        where = new InputObjectType("Where", () => [new InputValue("and", where!), new InputValue("any", new ListType(where!)), new InputValue("count", BuiltInScalars.Int)]);
        ObjectType? query = null;
        query = new ObjectType("Query", () =>
        [
            Work("f", BuiltInScalars.Int, (_, _) => new ValueTask<object?>(1)),
            Work("self", query!, (c, _) => new ValueTask<object?>(c.Parent)),
            Work(
                "take",
                BuiltInScalars.Int,
                (_, _) => new ValueTask<object?>(2),
                new InputValue("where", where),
                new InputValue("grid", new ListType(new ListType(BuiltInScalars.Int))),
                new InputValue("any", BuiltInScalars.Any),
                new InputValue("count", BuiltInScalars.Int),
                new InputValue("ratio", BuiltInScalars.Float),
                new InputValue("id", BuiltInScalars.Id)),
        ]);
        return new Schema(query);
    }

    private static string Times(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    private static string Nested(int depth, string open, string inner, string close) => $"{Times(depth, _ => open)}{inner}{Times(depth, _ => close)}";

    private static readonly Dictionary<string, Func<string>> Documents = new()
    {
        ["aliases"] = () => $"{{{Times(10_000, i => $" a{i}: f")}}}",
        ["repeated fields"] = () => $"{{{Times(9_990, _ => " f")}}}",
        ["repeated composite fields"] = () => $"{{{Times(2_000, _ => " self{f}")}}}",
        ["a fragment that spreads itself"] = () => "{...F} fragment F on Query {f ...F}",
        ["a cycle of fragments"] = () => $"{{...F0}}{Times(1_000, i => $" fragment F{i} on Query {{f ...F{(i + 1) % 1_000}}}")}",
        ["a cycle through fields"] = () => "{...A} fragment A on Query {self{...B}} fragment B on Query {self{...A}}",
        ["a chain of fragments"] = () => $"{{...F0}}{Times(20_000, i => $" fragment F{i} on Query {{...F{i + 1}}}")} fragment F20000 on Query {{f}}",
        ["a chain of fragments through fields"] = () => $"{{...F0}}{Times(5_000, i => $" fragment F{i} on Query {{self{{...F{i + 1}}}}}")} fragment F5000 on Query {{f}}",
        ["fragments that double"] = () => $"{{...F0}}{Times(60, i => $" fragment F{i} on Query {{...F{i + 1} ...F{i + 1}}}")} fragment F60 on Query {{f}}",
        ["inline fragments that double"] = () => $"{{{Nested(150, "...{f} ...{", "f", "}")}}}",
        ["all fragments spread all others after them"] = () => $"{{...F0}}{Times(120, i => $" fragment F{i} on Query {{f{Times(120 - i, j => $" ...F{i + j + 1}")}}}")} fragment F120 on Query {{f}}",
        ["inline fragments with the same field"] = () => $"{{{Times(2_000, _ => "...{self{f}}")}}}",
        ["nested selections"] = () => Nested(100_000, "{self", "{f}", "}"),
        ["nested lists"] = () => $"{{take(any: {Nested(100_000, "[", "1", "]")})}}",
        ["nested objects"] = () => $"{{take(any: {Nested(100_000, "{a:", "1", "}")})}}",
        ["nested input objects"] = () => $"{{take(where: {Nested(190, "{and:", "{count: 1}", "}")})}}",
        ["nested lists of input objects"] = () => $"{{take(where: {Nested(90, "{any:[", "{count: \"x\"}", "]}")})}}",
        ["nested list types"] = () => $"query($v: {Nested(100_000, "[", "Int", "]")}) {{take(any: $v)}}",
        ["nested blocks that never end"] = () => Times(1_000_000, _ => "{"),
        ["variables"] = () => $"query({Times(5_000, i => $"$v{i}: Int ")}) {{f}}",
        ["variables that are used"] = () => $"query({Times(2_000, i => $"$v{i}: Int ")}) {{{Times(2_000, i => $"a{i}: take(count: $v{i}) ")}}}",
        ["directives"] = () => $"{{f {Times(9_000, _ => "@a ")}}}",
        ["conditions at one field"] = () => $"{{f {Times(2_000, _ => "@skip(if: false) ")}}}",
        ["operations"] = () => Times(4_000, i => $"query Q{i} {{f}} "),
        ["operations that share fragments"] = () => $"{Times(300, i => $"query Q{i} {{...F0}} ")}{Times(300, i => $" fragment F{i} on Query {{...F{i + 1}}}")} fragment F300 on Query {{f}}",
        ["unknown fields"] = () => $"{{{Times(9_000, i => $" x{i}")}}}",
        ["unknown arguments"] = () => $"{{f({Times(4_000, i => $"x{i}: 1 ")})}}",
        ["fields of input objects"] = () => $"{{take(where: {{{Times(5_000, i => $"x{i}: 1 ")}}})}}",
        ["a field of an input object many times"] = () => $"{{take(where: {{{Times(5_000, _ => "count: 1 ")}}})}}",
        ["a huge integer"] = () => $"{{take(count: {Times(200_000, _ => "9")})}}",
        ["a huge number"] = () => $"{{take(ratio: {Times(100_000, _ => "9")}.{Times(100_000, _ => "9")}e{Times(9, _ => "9")})}}",
        ["a huge integer as id"] = () => $"{{take(id: {Times(200_000, _ => "9")})}}",
        ["a long name"] = () => $"{{{Times(900_000, _ => "x")}}}",
        ["a long string"] = () => $"{{take(count: \"{Times(900_000, _ => "x")}\")}}",
        ["a long block string"] = () => $"{{take(any: \"\"\"{Times(200_000, _ => "\n x")}\"\"\")}}",
        ["a string that never ends"] = () => $"{{take(any: \"{Times(500_000, _ => "\\n")}",
        ["comments"] = () => $"{Times(300_000, _ => "#\n")}{{f}}",
        ["nothing but commas"] = () => Times(1_000_000, _ => ","),
        ["conflicts"] = () => $"{{{Times(1_500, i => $" x: take(count: {i})")}}}",
        ["conflicts below"] = () => $"{{{Times(500, i => $" self{{x: take(count: {i})}}")}}}",
        ["introspection inside itself"] = () => $"{{__schema{{types{{{Nested(60, "fields{type{", "name", "}}")}}}}}}}",
        ["introspection many times"] = () => $"{{__schema{{{Times(900, i => $" t{i}: types{{fields{{type{{name}}}}}}")}}}}}",
    };

    public static TheoryData<string> Names => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_document_that_means_harm_is_answered_at_once(string name) =>
        await AnswersAtOnceAsync(new RequestExecutor(Sales), Encoding.UTF8.GetBytes(Documents[name]()), default);

    [Theory]
    [InlineData("repeated fields")]
    [InlineData("repeated composite fields")]
    [InlineData("a fragment that spreads itself")]
    [InlineData("a cycle of fragments")]
    [InlineData("a cycle through fields")]
    [InlineData("a chain of fragments")]
    [InlineData("a chain of fragments through fields")]
    [InlineData("fragments that double")]
    [InlineData("inline fragments that double")]
    [InlineData("nested selections")]
    [InlineData("nested lists")]
    [InlineData("nested objects")]
    [InlineData("nested list types")]
    [InlineData("nested blocks that never end")]
    [InlineData("a string that never ends")]
    public async Task Without_any_limit_the_process_lives(string name) =>
        await AnswersAtOnceAsync(new RequestExecutor(Sales, Unlimited), Encoding.UTF8.GetBytes(Documents[name]()), default);

    [Theory]
    [InlineData("query($v: Any) {take(any: $v)}", "[", "1", "]")]
    [InlineData("query($v: Any) {take(any: $v)}", "{\"a\":", "1", "}")]
    [InlineData("query($v: Where) {take(where: $v)}", "{\"and\":", "{\"count\":1}", "}")]
    [InlineData("query($v: Where) {take(where: $v)}", "{\"any\":[", "{\"count\":\"x\"}", "]}")]
    [InlineData("query($v: [[Int]]) {take(grid: $v)}", "[", "1", "]")]
    [InlineData("query($v: Int) {take(count: $v)}", "[", "1", "]")]
    public async Task Variables_nested_ten_thousand_levels_deep_are_answered_at_once(string document, string open, string inner, string close)
    {
        using var variables = JsonDocument.Parse($"{{\"v\":{Nested(10_000, open, inner, close)}}}", new JsonDocumentOptions { MaxDepth = 50_000 });

        await AnswersAtOnceAsync(new RequestExecutor(Sales), Encoding.UTF8.GetBytes(document), variables.RootElement);
    }

    [Theory]
    [InlineData("query($v: Int) {take(count: $v)}", "9", 200_000)]
    [InlineData("query($v: Float) {take(ratio: $v)}", "9", 200_000)]
    [InlineData("query($v: ID) {take(id: $v)}", "9", 200_000)]
    [InlineData("query($v: Any) {take(any: $v)}", "9", 200_000)]
    public async Task Numbers_of_very_many_digits_are_answered_at_once(string document, string digit, int digits)
    {
        var variables = JsonElement.Parse($"{{\"v\":{Times(digits, _ => digit)}}}");

        await AnswersAtOnceAsync(new RequestExecutor(Sales), Encoding.UTF8.GetBytes(document), variables);
    }

    [Fact]
    public async Task A_hundred_thousand_bad_items_are_told_of_in_few_errors()
    {
        var variables = JsonElement.Parse($"{{\"v\":[{Times(100_000, _ => "\"x\",")}1]}}");

        var response = await AnswersAtOnceAsync(new RequestExecutor(Sales), "query($v: [[Int]]) {take(grid: $v)}"u8.ToArray(), variables);

        Assert.InRange(JsonElement.Parse(response).GetProperty("errors").GetArrayLength(), 1, 51);
        Assert.InRange(response.Length, 1, 100_000);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public async Task What_is_not_UTF8_is_refused_wherever_it_stands(byte[] bytes)
    {
        var executor = new RequestExecutor(Sales);
        foreach (var (before, after) in new[] { ("", "{f}"), ("{f", "}"), ("{take(any: \"", "\")}"), ("{take(any: \"\"\"", "\"\"\")}"), ("{f}", "") })
        {
            var response = await AnswersAtOnceAsync(executor, [.. Encoding.UTF8.GetBytes(before), .. bytes, .. Encoding.UTF8.GetBytes(after)], default);

            Assert.StartsWith("{\"errors\":[{\"message\":\"Syntax Error: ", response, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Very_many_combinations_of_conditions_are_each_answered_rightly()
    {
        var executor = new RequestExecutor(Sales);
        var document = $"query({Times(12, i => $"$b{i}: Boolean! ")}) {{{Times(12, i => $"a{i}: f @include(if: $b{i}) ")}}}";

        for (var mask = 0; mask < 4096; mask++)
        {
            var variables = $"{{{string.Join(',', Enumerable.Range(0, 12).Select(i => $"\"b{i}\":{((mask >> i) % 2 == 1 ? "true" : "false")}"))}}}";
            var expected = string.Join(',', Enumerable.Range(0, 12).Where(i => (mask >> i) % 2 == 1).Select(i => $"\"a{i}\":1"));
            Assert.Equal($$$"""{"data":{{{{expected}}}}}""", await executor.ExecuteAsync(document, variables, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task More_conditions_than_a_plan_can_tell_apart_are_refused()
    {
        var document = $"query({Times(65, i => $"$b{i}: Boolean = true ")}) {{{Times(65, i => $"a{i}: f @include(if: $b{i}) ")}}}";

        var response = await AnswersAtOnceAsync(new RequestExecutor(Sales), Encoding.UTF8.GetBytes(document), default);

        Assert.Equal("""{"errors":[{"message":"The operation uses 65 variables in @skip and @include; at most 64 are allowed.","extensions":{"code":"LIMIT_EXCEEDED"}}]}""", response);
    }

    [Fact]
    public async Task Repeating_a_field_ten_thousand_times_is_no_harm()
    {
        var response = await AnswersAtOnceAsync(new RequestExecutor(Sales), Encoding.UTF8.GetBytes(Documents["repeated fields"]()), default);

        Assert.Equal("""{"data":{"f":1}}""", response);
    }

    // The best of five attempts counts, for the machine may be busy with other things; every answer must be a response, and the
    // executor must answer the next request as if nothing had been.
    private static async Task<string> AnswersAtOnceAsync(RequestExecutor executor, byte[] document, JsonElement variables)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var best = TimeSpan.MaxValue;
        var response = "";
        for (var attempt = 0; attempt < Attempts && best > Patience; attempt++)
        {
            var watch = Stopwatch.StartNew();
            using var result = Assert.IsType<SingleResult>(await executor.ExecuteAsync(new GraphQLRequest(document) { Variables = variables }, cancellationToken));
            best = watch.Elapsed < best ? watch.Elapsed : best;
            response = Encoding.UTF8.GetString(result.Body.Span);
        }

        Assert.True(best <= Patience, $"Answered after {best.TotalMilliseconds:0} ms.");
        using var json = JsonDocument.Parse(response, new JsonDocumentOptions { MaxDepth = 100_000 });
        var members = json.RootElement.EnumerateObject().Select(p => p.Name).ToArray();
        Assert.True(members is ["data"] or ["errors"] or ["data", "errors"], response);
        Assert.Equal("""{"data":{"f":1}}""", await executor.ExecuteAsync("{f}", cancellationToken: cancellationToken));
        return response;
    }
}
