using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using CrmGraph.GraphQL.TypeSystem.Sdl;

namespace CrmGraph.GraphQL.Tests.TypeSystem;

public sealed class SchemaValidatorTests
{
    private const string Q = "type Query { q: Int } ";

    [Theory]
    [InlineData("type A { a: Int }", "Query root type must be provided.")]
    [InlineData("input Query { a: Int }", "Query root type must be Object type, it cannot be Query. (1:1)")]
    [InlineData("schema { query: Query mutation: M } type Query { a: Int } union M = Query", "Mutation root type must be Object type if provided, it cannot be M. (1:33)")]
    [InlineData("schema { query: A mutation: A subscription: A } type A { a: Int }", "All root types must be different, \"A\" type is used as query, mutation, and subscription root types. (1:17, 1:29, 1:45)")]
    [InlineData(Q + "type __A { a: Int }", "Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:23)")]
    [InlineData(Q + "type A { __a(__b: Int): Int }", "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:32)|Name \"__b\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:36)")]
    [InlineData(Q + "enum E { __A }", "Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:32)")]
    [InlineData(Q + "input I { __a: Int }", "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:33)")]
    [InlineData(Q + "directive @__a on FIELD", "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. (1:23)")]
    [InlineData(Q + "type A", "Type A must define one or more fields. (1:23)")]
    [InlineData(Q + "interface A", "Type A must define one or more fields. (1:23)")]
    [InlineData(Q + "input A", "Input Object type A must define one or more fields. (1:23)")]
    [InlineData(Q + "enum A", "Enum type A must define one or more values. (1:23)")]
    [InlineData(Q + "union A", "Union type A must define one or more member types. (1:23)")]
    [InlineData(Q + "union A = Query | Query", "Union type A can only include type Query once. (1:33, 1:41)")]
    [InlineData(Q + "union A = Query | Int", "Union type A can only include Object types, it cannot include Int. (1:41)")]
    [InlineData(Q + "type A { a: [I] } input I { a: Int }", "The type of A.a must be Output Type but got: [I]. (1:35)")]
    [InlineData(Q + "type A { a(b: [Query!]): Int }", "The type of A.a(b:) must be Input Type but got: [Query!]. (1:37)")]
    [InlineData(Q + "input I { a: Query }", "The type of I.a must be Input Type but got: Query. (1:36)")]
    [InlineData(Q + "directive @d(a: Query) on FIELD", "The type of @d(a:) must be Input Type but got: Query. (1:36)")]
    [InlineData(Q + "type A { a(b: Int! @deprecated): Int }", "Required argument A.a(b:) cannot be deprecated. (1:42, 1:37)")]
    [InlineData(Q + "directive @d(b: Int! @deprecated) on FIELD", "Required argument @d(b:) cannot be deprecated. (1:44, 1:39)")]
    [InlineData(Q + "input I { b: Int! @deprecated }", "Required input field I.b cannot be deprecated. (1:41, 1:36)")]
    [InlineData(Q + "type A implements Query { q: Int }", "Type A must only implement Interface types, it cannot implement Query. (1:41)")]
    [InlineData(Q + "interface A implements A { a: Int }", "Type A cannot implement itself because it would create a circular reference. (1:46)")]
    [InlineData(Q + "interface N { a: Int } type A implements N & N { a: Int }", "Type A can only implement N once. (1:64, 1:68)")]
    [InlineData(Q + "interface N { a: Int } interface M implements N { a: Int } type A implements M { a: Int }", "Type A must implement N because it is implemented by M. (1:69, 1:100)")]
    [InlineData(Q + "interface M implements Int { a: Int } type A implements M { a: Int }", "Type M must only implement Interface types, it cannot implement Int. (1:46)|Type A must implement Int because it is implemented by M. (1:46, 1:79)")]
    [InlineData(Q + "interface N implements M { a: Int } interface M implements N { a: Int }", "Type N cannot implement M because it would create a circular reference. (1:82, 1:46)|Type M cannot implement N because it would create a circular reference. (1:46, 1:82)")]
    [InlineData(Q + "interface N { a: Int } type A implements N { b: Int }", "Interface field N.a expected but A does not provide it. (1:37, 1:46)")]
    [InlineData(Q + "interface N { a: Int! } type A implements N { a: Int }", "Interface field N.a expects type Int! but A.a is type Int. (1:40, 1:72)")]
    [InlineData(Q + "interface N { a: [Int] } type A implements N { a: Int }", "Interface field N.a expects type [Int] but A.a is type Int. (1:40, 1:73)")]
    [InlineData(Q + "interface N { a(b: Int): Int } type A implements N { a: Int }", "Interface field argument N.a(b:) expected but A.a does not provide it. (1:39, 1:76)")]
    [InlineData(Q + "interface N { a(b: Int): Int } type A implements N { a(b: Int!): Int }", "Interface field argument N.a(b:) expects type Int but A.a(b:) is type Int!. (1:42, 1:81)")]
    [InlineData(Q + "interface N { a: Int } type A implements N { a(b: Int!): Int }", "Argument \"A.a(b:)\" must not be required type \"Int!\" if not provided by the Interface field \"N.a\". (1:70, 1:37)")]
    [InlineData(Q + "interface N { a: Int } type A implements N { a: Int @deprecated }", "Interface field N.a is not deprecated, so implementation field A.a must not be deprecated. (1:75, 1:71)")]
    [InlineData(Q + "input A { a: A! }", "Input Object A cannot be provided a finite value because it references itself through fields: A.a. (1:33)")]
    [InlineData(Q + "input A { b: B! } input B { c: C! } input C { a: A! x: [C!]! }", "Input Object A cannot be provided a finite value because it references itself through fields: A.b, B.c, C.a. (1:33, 1:51, 1:69)")]
    [InlineData(Q + "input A @oneOf { a: A }", "Input Object A cannot be provided a finite value because it references itself through fields: A.a. (1:40)")]
    [InlineData(Q + "input A @oneOf { a: Int! b: Int = 1 }", "OneOf input field A.a must be nullable. (1:43)|OneOf input field A.b cannot have a default value. (1:48)")]
    [InlineData(Q + "type A { a(b: Int = \"x\"): Int }", "A.a(b:) has invalid default value: Int cannot represent non-integer value: \"x\" (1:43)")]
    [InlineData(Q + "type A { a(b: Int! = null): Int }", "A.a(b:) has invalid default value: Expected value of non-null type \"Int!\" not to be null. (1:44)")]
    [InlineData(Q + "directive @d(a: [I] = [{b: [1, true]}]) on FIELD input I { b: [Int] }", "@d(a:) has invalid default value at [0].b[1]: Int cannot represent non-integer value: true (1:54)")]
    [InlineData(Q + "input I { e: E = NO } enum E { YES }", "I.e has invalid default value: Value \"NO\" does not exist in \"E\" enum. (1:40)")]
    [InlineData(Q + "input I { e: E = \"YES\" } enum E { YES }", "I.e has invalid default value: Enum \"E\" cannot represent non-enum value: \"YES\". Did you mean the enum value \"YES\"? (1:40)")]
    [InlineData(Q + "type A { a(i: I = {x: 1}): Int } input I { a: Int! }", "A.a(i:) has invalid default value: Expected value of type \"I\" to include required field \"a\", found: { x: 1 }. (1:41)|A.a(i:) has invalid default value: Expected value of type \"I\" not to include unknown field \"x\". Did you mean \"a\"? Found: { x: 1 }. (1:42)")]
    [InlineData(Q + "type A { a(i: I = 1): Int } input I { a: Int! }", "A.a(i:) has invalid default value: Expected value of type \"I\" to be an object, found: 1. (1:41)")]
    [InlineData(Q + "type A { a(i: I = {a: 1, b: 2}, j: I = {a: null}): Int } input I @oneOf { a: Int b: Int }", "A.a(i:) has invalid default value: Within OneOf Input Object type \"I\", exactly one field must be specified, and the value for that field must be non-null. (1:41)|A.a(j:) has invalid default value at .a: Within OneOf Input Object type \"I\", exactly one field must be specified, and the value for that field must be non-null. (1:62)")]
    [InlineData(Q + "input A { a: A = {} }", "Invalid circular reference. The default value of Input Object field A.a references itself. (1:40)")]
    [InlineData(Q + "input A { b: B = {} } input B { c: [C] = [{}] } input C { a: A = {} }", "Invalid circular reference. The default value of Input Object field A.b references itself via the default values of: B.c, C.a. (1:40, 1:64, 1:88)")]
    [InlineData(Q + "type A { a: Int a: Int }", "Field \"A.a\" can only be defined once. (1:32, 1:39)")]
    [InlineData(Q + "enum E { A A }", "Enum value \"E.A\" can only be defined once. (1:32, 1:34)")]
    [InlineData(Q + "type A { a(b: Int, b: Int): Int }", "Argument \"A.a(b:)\" can only be defined once. (1:34, 1:42)")]
    [InlineData(Q + "directive @d(a: Int @d) on ARGUMENT_DEFINITION", "Directive @d cannot refer to itself. (1:23)")]
    [InlineData(Q + "directive @d(a: I) on INPUT_FIELD_DEFINITION input I { a: Int @d }", "Directive @d cannot refer to itself. (1:23)")]
    public void A_fault_is_found(string sdl, string expected) =>
        Assert.Equal(expected.Split('|'), SchemaValidator.Validate(SdlSchemaBuilder.Build(sdl)).Select(e => e.ToString()));

    [Theory]
    [InlineData(Q + "input A { a: A b: [A!]! c: B! } input B { a: A }")]
    [InlineData(Q + "input A @oneOf { a: A b: Int }")]
    [InlineData(Q + "input A { a: A = null b: A = {a: {b: null}, b: null} }")]
    [InlineData(Q + "interface N { a: N b: [Int] c: U } type A implements N { a: A! b(x: Int = 1): [Int!]! c: Query } union U = Query")]
    [InlineData(Q + "interface N { a: Int @deprecated } type A implements N { a: Int @deprecated }")]
    [InlineData(Q + "type A { a(b: Int! = 1 @deprecated, c: Int @deprecated): Int }")]
    [InlineData(Q + "input I { a: [[Int]] = 1 b: Float = 1 c: ID = 1 d: S = {any: [THING]} } scalar S")]
    [InlineData("schema { query: A } type A { a: Int }")]
    public void A_good_schema_has_no_findings(string sdl) => Assert.Empty(SchemaValidator.Validate(SdlSchemaBuilder.Build(sdl)));

    [Fact]
    public void All_faults_are_found_at_once()
    {
        var errors = SchemaValidator.Validate(SdlSchemaBuilder.Build("enum E union U input I type T scalar __S directive @__d on FIELD"));
        Assert.Equal(7, errors.Count);
    }

    [Fact]
    public void A_schema_built_from_code_is_checked_for_what_syntax_would_refuse()
    {
        var input = new InputObjectType("1nput", () => [new InputValue("a-b", BuiltInScalars.Int)]);
        var query = new ObjectType("Query", () => [new OutputField("f", new EnumType("E", [new EnumValue("null")]), [new InputValue("i", input), new InputValue("", BuiltInScalars.Int)])]);
        var schema = new Schema(query, directiveTypes: [new DirectiveType("d", ["SOMEWHERE"]), new DirectiveType("e", [])]);
        Assert.Equal(
            [
                "Directive @d has the location \"SOMEWHERE\", which does not exist.",
                "Directive @e must include 1 or more locations.",
                "Expected name to be a non-empty string.",
                "Enum values cannot be named: null",
                "Names must start with [_a-zA-Z] but \"1nput\" does not.",
                "Names must only contain [_a-zA-Z0-9] but \"a-b\" does not.",
            ],
            SchemaValidator.Validate(schema).Select(e => e.ToString()));
    }

    [Fact]
    public void Long_chains_of_types_are_followed_without_overflow()
    {
        var sdl = Q + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"input I{i} {{ a: I{(i + 1) % 5_000}! = {{}} }} "));
        var errors = SchemaValidator.Validate(SdlSchemaBuilder.Build(sdl));
        Assert.Contains(errors, e => e.Message.StartsWith("Input Object I0 cannot be provided a finite value", StringComparison.Ordinal));
    }
}
