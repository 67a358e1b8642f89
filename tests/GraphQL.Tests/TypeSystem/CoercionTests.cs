using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Coercion;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using CrmGraph.GraphQL.TypeSystem.Sdl;

namespace CrmGraph.GraphQL.Tests.TypeSystem;

public sealed class CoercionTests
{
    private static readonly Schema Schema = SdlSchemaBuilder.Build("""
        type Query {
          f(i: Int, n: Int!, d: Int = 7, nd: Int! = 8, list: [Int!], e: Color, in: Filter, one: Choice, any: Any, matrix: [[Int]]): Int
        }
        enum Color { RED GREEN }
        input Filter { min: Int! max: Int = 10 tags: [String!] color: Color = GREEN and: [Filter!] not: Filter nested: Nested = {} }
        input Nested { a: Int = 1 b: Int }
        input Choice @oneOf { id: ID name: String }
        scalar Any
        """);

    [Theory]
    [InlineData("$v: Int", """{"v": 1}""", "1")]
    [InlineData("$v: Int", """{}""", "(absent)")]
    [InlineData("$v: Int", """null""", "(absent)")]
    [InlineData("$v: Int", """{"v": null}""", "null")]
    [InlineData("$v: Int = 5", """{}""", "5")]
    [InlineData("$v: Int = 5", """{"v": null}""", "null")]
    [InlineData("$v: Int! = 5", """{}""", "5")]
    [InlineData("$v: Int", """{"v": 1, "other": 2}""", "1")]
    [InlineData("$v: [Int]", """{"v": 1}""", "[1]")]
    [InlineData("$v: [[Int]]", """{"v": 1}""", "[[1]]")]
    [InlineData("$v: [[Int]]", """{"v": [1, [2, null]]}""", "[[1],[2,null]]")]
    [InlineData("$v: [Int]", """{"v": null}""", "null")]
    [InlineData("$v: Color", """{"v": "RED"}""", "RED")]
    [InlineData("$v: Filter", """{"v": {"min": 1}}""", "{min:1,max:10,color:GREEN,nested:{a:1}}")]
    [InlineData("$v: Filter", """{"v": {"min": 1, "max": null, "tags": "x", "nested": {"b": 2}, "min": 2}}""", "{min:2,max:null,tags:[x],color:GREEN,nested:{a:1,b:2}}")]
    [InlineData("$v: Filter = {min: 3, and: {min: 4, max: 5}}", """{}""", "{min:3,max:10,color:GREEN,and:[{min:4,max:5,color:GREEN,nested:{a:1}}],nested:{a:1}}")]
    [InlineData("$v: Choice", """{"v": {"id": 1}}""", "{id:1}")]
    [InlineData("$v: Any", """{"v": {"a": [1, "b"]}}""", """{"a":[1,"b"]}""")]
    public void A_variable_is_coerced(string definition, string variables, string expected)
    {
        var (values, errors) = CoerceVariables(definition, variables);
        Assert.Empty(errors);
        Assert.NotNull(values);
        Assert.Equal(expected, Show(values.ValueAt(0)));
        Assert.Equal(expected != "(absent)", values.TryGet("v", out _));
    }

    [Theory]
    [InlineData("$v: Int!", """{}""", "Variable \"$v\" of required type \"Int!\" was not provided.")]
    [InlineData("$v: Int!", """{"v": null}""", "Variable \"$v\" of non-null type \"Int!\" must not be null.")]
    [InlineData("$v: Int", """{"v": "a"}""", "Variable \"$v\" got invalid value \"a\"; Int cannot represent non-integer value: \"a\"")]
    [InlineData("$v: [Int!]", """{"v": [1, null, "b"]}""", "Variable \"$v\" got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null.|Variable \"$v\" got invalid value \"b\" at \"v[2]\"; Int cannot represent non-integer value: \"b\"")]
    [InlineData("$v: Color", """{"v": "REED"}""", "Variable \"$v\" got invalid value \"REED\"; Value \"REED\" does not exist in \"Color\" enum. Did you mean the enum value \"RED\" or \"GREEN\"?")]
    [InlineData("$v: Color", """{"v": 1}""", "Variable \"$v\" got invalid value 1; Enum \"Color\" cannot represent non-string value: 1.")]
    [InlineData("$v: Filter", """{"v": 1}""", "Variable \"$v\" got invalid value 1; Expected type \"Filter\" to be an object.")]
    [InlineData("$v: Filter", """{"v": [1]}""", "Variable \"$v\" got invalid value [1]; Expected type \"Filter\" to be an object.")]
    [InlineData("$v: Filter", """{"v": {"maxx": 1, "min": "x"}}""", "Variable \"$v\" got invalid value \"x\" at \"v.min\"; Int cannot represent non-integer value: \"x\"|Variable \"$v\" got invalid value { maxx: 1, min: \"x\" }; Field \"maxx\" is not defined by type \"Filter\". Did you mean \"max\"?")]
    [InlineData("$v: Filter", """{"v": {"and": [{"min": 1}, {"not": {}}]}}""", "Variable \"$v\" got invalid value { and: [[Object], [Object]] }; Field \"min\" of required type \"Int!\" was not provided.|Variable \"$v\" got invalid value { not: {} } at \"v.and[1]\"; Field \"min\" of required type \"Int!\" was not provided.|Variable \"$v\" got invalid value {} at \"v.and[1].not\"; Field \"min\" of required type \"Int!\" was not provided.")]
    [InlineData("$v: Choice", """{"v": {}}""", "Variable \"$v\" got invalid value {}; Exactly one key must be specified for OneOf type \"Choice\".")]
    [InlineData("$v: Choice", """{"v": {"id": 1, "name": "x"}}""", "Variable \"$v\" got invalid value { id: 1, name: \"x\" }; Exactly one key must be specified for OneOf type \"Choice\".")]
    [InlineData("$v: Choice", """{"v": {"id": null}}""", "Variable \"$v\" got invalid value null at \"v.id\"; Field \"id\" must be non-null.")]
    [InlineData("$v: Query", """{"v": 1}""", "Variable \"$v\" expected value of type \"Query\" which cannot be used as an input type.")]
    [InlineData("$v: [Missing!]", """{"v": 1}""", "Variable \"$v\" expected value of type \"[Missing!]\" which cannot be used as an input type.")]
    public void A_variable_is_refused(string definition, string variables, string expected)
    {
        var (values, errors) = CoerceVariables(definition, variables);
        Assert.Null(values);
        Assert.Equal(expected.Split('|'), errors.Select(e => e.Message));
        Assert.All(errors, e => Assert.Equal(ErrorCodes.BadUserInput, e.Code));
        Assert.All(errors, e => Assert.Equal(1, Assert.Single(e.Locations).Line));
    }

    [Fact]
    public void Keys_and_strings_that_are_not_unicode_are_refused()
    {
        var (_, errors) = CoerceVariables("$v: Filter", """{"v": {"min": 1, "\ud800": 1, "tags": ["\udc00"]}}""");
        Assert.Equal(
            [
                "Variable \"$v\" got invalid value \"\\udc00\" at \"v.tags[0]\"; String cannot represent a non string value: \"\\udc00\"",
                "Variable \"$v\" got invalid value { min: 1, \\ud800: 1, tags: [\"\\udc00\"] }; Field \"\\ud800\" is not defined by type \"Filter\".",
            ],
            errors.Select(e => e.Message));
    }

    [Fact]
    public void No_more_than_fifty_faults_are_told()
    {
        var (_, errors) = CoerceVariables("$v: [Int]", $$"""{"v": [{{string.Join(',', Enumerable.Repeat("\"x\"", 1000))}}]}""");
        Assert.Equal(51, errors.Count);
        Assert.Equal("Too many errors processing variables, error limit reached. Execution aborted.", errors[50].Message);
        var (_, exactly) = CoerceVariables("$v: [Int]", $$"""{"v": [{{string.Join(',', Enumerable.Repeat("\"x\"", 50))}}]}""");
        Assert.Equal(50, exactly.Count);
    }

    [Fact]
    public void Deeply_nested_variables_are_refused_without_overflow()
    {
        var json = string.Concat(Enumerable.Repeat("{\"not\":", 900)) + "null" + new string('}', 900);
        using var document = JsonDocument.Parse($"{{\"v\":{json}}}", new JsonDocumentOptions { MaxDepth = 2000 });
        var (_, errors) = CoerceVariables("$v: Filter", document.RootElement);
        Assert.Contains(errors, e => e.Message.EndsWith("Field \"min\" of required type \"Int!\" was not provided.", StringComparison.Ordinal));
        Assert.InRange(errors.Count, 1, 51);
        var choice = SdlSchemaBuilder.Build("type Query { f(c: C): Int } input C { c: C }");
        var operation = Operation("query ($v: C) { f }", out var source);
        Assert.False(VariableCoercion.TryCoerce(
            choice, operation, source, JsonElement.Parse($"{{\"v\":{json.Replace("not", "c", StringComparison.Ordinal)}}}", new JsonDocumentOptions { MaxDepth = 2000 }), out _, out errors));
        Assert.EndsWith("; Input values may be nested 200 levels deep, this one is deeper.", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_must_be_an_object()
    {
        var (_, errors) = CoerceVariables("$v: Int", "[1]");
        Assert.Equal("Variables must be provided as an Object where each property is a variable name.", Assert.Single(errors).Message);
    }

    [Fact]
    public void Many_variables_are_found_by_name()
    {
        var names = Enumerable.Range(0, 500).ToArray();
        var (values, errors) = CoerceVariables(
            string.Join(' ', names.Select(i => $"$v{i}: Int")), $"{{{string.Join(',', names.Select(i => $"\"v{i}\":{i}"))}}}");
        Assert.Empty(errors);
        Assert.All(names, i => Assert.True(values!.TryGet($"v{i}", out var value) && value is int number && number == i));
        Assert.False(values!.TryGet("v500", out _));
    }

    [Theory]
    [InlineData("n: 1", "{}", "(absent),1,7,8,(absent),(absent),(absent),(absent),(absent),(absent)")]
    [InlineData("n: 1, d: null, i: null", "{}", "null,1,null,8,(absent),(absent),(absent),(absent),(absent),(absent)")]
    [InlineData("n: $v, d: $none, nd: $none, i: $none", """{"v": 3}""", "(absent),3,7,8,(absent),(absent),(absent),(absent),(absent),(absent)")]
    [InlineData("n: 1, list: [1, $v], e: RED, matrix: [1, [$none]]", """{"v": 3}""", "(absent),1,7,8,[1,3],RED,(absent),(absent),(absent),[[1],[null]]")]
    [InlineData("n: 1, list: 5", "{}", "(absent),1,7,8,[5],(absent),(absent),(absent),(absent),(absent)")]
    [InlineData("n: 1, in: {min: $v, max: $none, color: RED, nested: {b: $none}}", """{"v": 3}""", "(absent),1,7,8,(absent),(absent),{min:3,max:10,color:RED,nested:{a:1}},(absent),(absent),(absent)")]
    [InlineData("n: 1, one: {name: \"x\"}", "{}", "(absent),1,7,8,(absent),(absent),(absent),{name:x},(absent),(absent)")]
    [InlineData("n: 1, any: {a: $v, b: [$none, $v], c: $none, d: E}", """{"v": 3}""", """(absent),1,7,8,(absent),(absent),(absent),(absent),{"a":3,"b":[null,3],"d":"E"},(absent)""")]
    public void Arguments_are_coerced(string arguments, string variables, string expected)
    {
        var (values, error) = CoerceArguments(arguments, variables);
        Assert.Null(error?.Message);
        Assert.Equal(expected, string.Join(',', values.Select(Show)));
    }

    [Theory]
    [InlineData("i: 1", "Argument \"n\" of required type \"Int!\" was not provided. (1:40)")]
    [InlineData("n: null", "Argument \"n\" of non-null type \"Int!\" must not be null. (1:45)")]
    [InlineData("n: $v", "Argument \"n\" of non-null type \"Int!\" must not be null. (1:45)")]
    [InlineData("n: $none", "Argument \"n\" of required type \"Int!\" was provided the variable \"$none\" which was not provided a runtime value. (1:45)")]
    [InlineData("n: 1, nd: null", "Argument \"nd\" of non-null type \"Int!\" must not be null. (1:52)")]
    [InlineData("n: \"x\"", "Argument \"n\" has invalid value \"x\". (1:45)")]
    [InlineData("n: 1, list: [null]", "Argument \"list\" has invalid value [null]. (1:54)")]
    [InlineData("n: 1, list: [$none]", "Argument \"list\" has invalid value [$none]. (1:54)")]
    [InlineData("n: 1, in: {}", "Argument \"in\" has invalid value {  }. (1:52)")]
    [InlineData("n: 1, in: {min: $none}", "Argument \"in\" has invalid value { min: $none }. (1:52)")]
    [InlineData("n: 1, in: {min: 1, x: 2}", "Argument \"in\" has invalid value { min: 1, x: 2 }. (1:52)")]
    [InlineData("n: 1, one: {id: 1, name: \"x\"}", "Argument \"one\" has invalid value { id: 1, name: \"x\" }. (1:53)")]
    [InlineData("n: 1, one: {id: null}", "Argument \"one\" has invalid value { id: null }. (1:53)")]
    [InlineData("n: 1, one: {id: $none}", "Argument \"one\" has invalid value { id: $none }. (1:53)")]
    [InlineData("n: 1, e: BLUE", "Argument \"e\" has invalid value BLUE. (1:51)")]
    public void Arguments_are_refused(string arguments, string expected)
    {
        var (_, error) = CoerceArguments(arguments, """{"v": null}""");
        Assert.Equal(expected, error?.ToString());
        Assert.Equal(ErrorCodes.BadUserInput, error?.Code);
    }

    [Fact]
    public void Defaults_are_coerced_once()
    {
        var field = Schema.QueryType!.FindField("f")!;
        Assert.Same(((InputObjectType)Schema.FindType("Filter")!).FindField("nested")!.CoercedDefault, ((InputObjectType)Schema.FindType("Filter")!).FindField("nested")!.CoercedDefault);
        Assert.Equal(7, field.FindArgument("d")!.CoercedDefault);
        Assert.Same(InputObjectValue.Absent, field.FindArgument("i")!.CoercedDefault);
    }

    [Fact]
    public void A_default_that_contains_itself_ends_in_an_exception()
    {
        var schema = SdlSchemaBuilder.Build("type Query { f(a: A = {}): Int } input A { a: A = {} b: A = {} }");
        var broken = Assert.Throws<InvalidOperationException>(() => schema.QueryType!.FindField("f")!.FindArgument("a")!.CoercedDefault);
        Assert.Equal("The default value of \"a\" contains itself.", broken.Message);
    }

    [Fact]
    public void An_input_object_becomes_what_its_type_makes_of_it()
    {
        var point = new InputObjectType("Point", () => [new InputValue("x", BuiltInScalars.Int), new InputValue("y", BuiltInScalars.Int)])
        {
            CreateValue = v => (v.TryGet("x", out var x), v.TryGet("y", out var y), x, y),
        };
        Assert.True(InputCoercion.TryCoerce(Parser.ParseValue("{y: 2}"), point, null, out var literal, out _));
        Assert.Equal((false, true, (object?)null, (object?)2), literal);
        Assert.True(InputCoercion.TryCoerce(JsonElement.Parse("""{"x": 1}"""), point, out var json, out _));
        Assert.Equal((true, false, (object?)1, (object?)null), json);
    }

    [Theory]
    [InlineData("f(a: 1, b: [{c: \"x\"}])", false)]
    [InlineData("f(a: 1, b: [{c: $x}])", true)]
    [InlineData("f(a: $x)", true)]
    public void Arguments_tell_whether_they_use_variables(string field, bool expected)
    {
        var node = (FieldNode)Operation($"query ($x: Int) {{ {field} }}", out _).SelectionSet.Selections[0];
        Assert.Equal(expected, VariableUse.IsIn(node.Arguments));
    }

    [Fact]
    public void Runtime_values_have_literals()
    {
        var filter = (InputObjectType)Schema.FindType("Filter")!;
        var value = new Dictionary<string, object?> { ["min"] = 1, ["max"] = null, ["tags"] = new[] { "a" }, ["color"] = "RED" };
        Assert.Equal("[{ min: 1, max: null, tags: [\"a\"], color: RED }]", Printer.Print(ValueLiteral.From(new[] { value }, new ListType(filter))));
        Assert.True(InputCoercion.TryCoerce(Parser.ParseValue("{min: 1, tags: []}"), filter, null, out var coerced, out _));
        Assert.Equal("{ min: 1, max: 10, tags: [], color: GREEN, nested: { a: 1 } }", Printer.Print(ValueLiteral.From(coerced, filter)));
        Assert.Equal("1", Printer.Print(ValueLiteral.From(1, new ListType(BuiltInScalars.Int))));
        Assert.Throws<ArgumentException>(() => ValueLiteral.From(null, new NonNullType(BuiltInScalars.Int)));
        Assert.Throws<ArgumentException>(() => ValueLiteral.From(1, filter));
        Assert.Throws<ArgumentException>(() => ValueLiteral.From("BLUE", Schema.FindType("Color")!));
    }

    private static (VariableValues? Values, IReadOnlyList<GraphQLError> Errors) CoerceVariables(string definitions, string variables) =>
        CoerceVariables(definitions, JsonElement.Parse(variables));

    private static (VariableValues? Values, IReadOnlyList<GraphQLError> Errors) CoerceVariables(string definitions, JsonElement variables)
    {
        var operation = Operation($"query ({definitions}) {{ f }}", out var source);
        VariableCoercion.TryCoerce(Schema, operation, source, variables, out var values, out var errors);
        return (values, errors);
    }

    private static (object?[] Values, GraphQLError? Error) CoerceArguments(string arguments, string variables)
    {
        var operation = Operation($"query ($v: Int, $none: Int, $x: Int) {{ f({arguments})}}", out var source);
        Assert.True(VariableCoercion.TryCoerce(Schema, operation, source, JsonElement.Parse(variables), out var coerced, out _));
        var field = (FieldNode)operation.SelectionSet.Selections[0];
        ArgumentCoercion.TryCoerce(Schema.QueryType!.FindField("f")!.Arguments, field.Arguments, coerced, source, field, out var values, out var error);
        return (values, error);
    }

    private static OperationDefinitionNode Operation(string text, out SourceText source)
    {
        source = new SourceText(text);
        return (OperationDefinitionNode)Parser.Parse(source).Definitions[0];
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        object?[] items => $"[{string.Join(',', items.Select(Show))}]",
        InputObjectValue input => $"{{{string.Join(',', input.Type.Fields.Where(f => input.TryGet(f.Name, out _)).Select(f => $"{f.Name}:{Show(input.TryGet(f.Name, out var v) ? v : null)}"))}}}",
        JsonElement json => Write(json),
        _ => value.ToString()!,
    };

    private static string Write(JsonElement json)
    {
        using var buffer = new JsonBuffer();
        Assert.True(BuiltInScalars.Any.TryWrite(json, buffer, out _));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
