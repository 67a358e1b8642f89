using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using CrmGraph.GraphQL.TypeSystem.Sdl;

namespace CrmGraph.GraphQL.Tests.TypeSystem;

public sealed class SdlTests
{
    private const string Everything = """"
        """A shop."""
        schema {
          query: Shop
          mutation: Change
        }

        """Counts calls."""
        directive @counted(by: Int! = 1, tags: [String!] = ["a", "b"]) repeatable on FIELD_DEFINITION | OBJECT

        directive @plain on FIELD

        type Shop implements Named & Thing {
          name: String!

          """
          The goods,
            indented.
          """
          goods(
            """How many."""
            first: Int = 10

            """Which."""
            where: GoodsFilter = { price: { min: 1.5 }, kinds: [BOOK] }
          ): [Thing!]!
          old: ID @deprecated
          older(a: Int, b: String = "x" @deprecated(reason: "no \"b\"")): Url @deprecated(reason: "use `old`")
        }

        type Change {
          sell(input: Choice!): Any
        }

        interface Named {
          name: String!
        }

        interface Thing implements Named {
          name: String!
        }

        union Either = Shop | Change

        enum Kind {
          """Pages."""
          BOOK
          TAPE @deprecated(reason: "rewind")
        }

        input GoodsFilter {
          price: Range
          kinds: [Kind!]
          text: String = ""
        }

        input Range {
          min: Float = -1e10
          max: Float @deprecated
        }

        input Choice @oneOf {
          id: ID
          name: String
        }

        scalar Url @specifiedBy(url: "https://example.com/url")

        scalar Any
        """";

    [Fact]
    public void A_schema_of_everything_prints_as_it_was_written()
    {
        var schema = SdlSchemaBuilder.Build(Everything);
        Assert.Empty(SchemaValidator.Validate(schema));
        Assert.Equal(Everything, SchemaPrinter.Print(schema));
    }

    [Fact]
    public void Fields_may_have_introspection_types()
    {
        var schema = SdlSchemaBuilder.Build("type Query { kinds: [__TypeKind!] self: __Type }");

        Assert.Same(schema.FindType("__Type"), schema.QueryType!.FindField("self")!.Type);
    }

    [Fact]
    public void Printing_is_stable()
    {
        var once = SchemaPrinter.Print(SdlSchemaBuilder.Build(Everything));
        Assert.Equal(once, SchemaPrinter.Print(SdlSchemaBuilder.Build(once)));
    }

    [Fact]
    public void Sorted_output_does_not_depend_on_the_order_of_definitions()
    {
        var document = Parser.Parse(new SourceText(Everything));
        var reversed = string.Join("\n\n", document.Definitions.Reverse().Select(Printer.Print));
        Assert.Equal(
            SchemaPrinter.Print(SdlSchemaBuilder.Build(Everything), SchemaPrinterOptions.Sorted),
            SchemaPrinter.Print(SdlSchemaBuilder.Build(reversed), SchemaPrinterOptions.Sorted));
    }

    [Fact]
    public void Sorting_types_keeps_the_order_of_members()
    {
        var schema = SdlSchemaBuilder.Build("type Query { b: B a: A } type B { z: Int y: Int } type A { x: Int }");
        Assert.Equal(
            "type A {\n  x: Int\n}\n\ntype B {\n  z: Int\n  y: Int\n}\n\ntype Query {\n  b: B\n  a: A\n}",
            SchemaPrinter.Print(schema, SchemaPrinterOptions.SortedTypes));
        Assert.Equal(
            "type A {\n  x: Int\n}\n\ntype B {\n  y: Int\n  z: Int\n}\n\ntype Query {\n  a: A\n  b: B\n}",
            SchemaPrinter.Print(schema, SchemaPrinterOptions.Sorted));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData(" leading blank")]
    [InlineData("trailing quote\"")]
    [InlineData("trailing backslash\\")]
    [InlineData("three \"\"\" quotes")]
    [InlineData("two\nlines")]
    [InlineData("  both\n  indented")]
    [InlineData("first\n  indented second")]
    [InlineData("blank end\n")]
    [InlineData("\nblank start")]
    [InlineData("control \u0007 bell")]
    [InlineData("carriage\rreturn")]
    [InlineData("")]
    public void Every_description_survives(string description)
    {
        var schema = new Schema(new ObjectType("Query", () => [new OutputField("a", BuiltInScalars.Int, description: description)], description: description));
        var built = SdlSchemaBuilder.Build(SchemaPrinter.Print(schema));
        Assert.Equal(description, built.QueryType!.Description);
        Assert.Equal(description, built.QueryType.FindField("a")!.Description);
    }

    [Fact]
    public void Extensions_are_merged()
    {
        var schema = SdlSchemaBuilder.Build("""
            extend type Query implements Node { b: U }
            type Query { a: E }
            interface Node { b: U }
            enum E { A }
            extend enum E { B }
            union U = Query
            extend union U = Other
            type Other { i(arg: I): S }
            input I { a: Int }
            extend input I { b: Int }
            extend input I @oneOf
            scalar S
            extend scalar S @specifiedBy(url: "https://example.com/s")
            type Write { a: Int }
            extend schema { mutation: Write }
            """);
        Assert.Equal(["a", "b"], schema.QueryType!.Fields.Select(f => f.Name));
        Assert.Equal("Node", Assert.Single(schema.QueryType.Interfaces).Name);
        Assert.Equal(["A", "B"], ((EnumType)schema.FindType("E")!).Values.Select(v => v.Name));
        Assert.Equal(["Query", "Other"], ((UnionType)schema.FindType("U")!).Types.Select(t => t.Name));
        var input = (InputObjectType)schema.FindType("I")!;
        Assert.Equal(["a", "b"], input.Fields.Select(f => f.Name));
        Assert.True(input.IsOneOf);
        Assert.Equal(3, input.SyntaxNodes.Count);
        Assert.False(input.SyntaxNodes[0].IsExtension);
        Assert.Equal("https://example.com/s", ((ScalarType)schema.FindType("S")!).SpecifiedBy);
        Assert.Equal("Write", schema.MutationType!.Name);
    }

    [Fact]
    public void Scalars_can_be_given_a_meaning()
    {
        const string sdl = "type Query { at: DateTime other: Other } scalar DateTime scalar Other scalar ID";
        var schema = SdlSchemaBuilder.Build(sdl, new SdlSchemaOptions { Scalars = BuiltInScalars.Custom });
        Assert.Same(BuiltInScalars.DateTime, schema.FindType("DateTime"));
        Assert.IsType<OpaqueScalarType>(schema.FindType("Other"));
        Assert.Null(schema.FindType("ID"));
    }

    [Fact]
    public void Types_stand_in_order_of_definition()
    {
        var schema = SdlSchemaBuilder.Build("type Query { a: A } input I { x: ID } type B { i(i: I): Int } type A { b: B q: Query }");
        Assert.Equal(["Query", "I", "ID", "B", "Int", "A"], schema.Types.Select(t => t.Name));
        Assert.Equal(
            ["Boolean", "String", "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive", "__DirectiveLocation"],
            schema.AllTypes.Skip(6).Select(t => t.Name));
    }

    [Fact]
    public void Types_built_from_code_stand_depth_first()
    {
        var b = new ObjectType("B", () => [new OutputField("x", BuiltInScalars.Int)]);
        var a = new ObjectType("A", () => [new OutputField("b", b)]);
        var c = new ObjectType("C", () => [new OutputField("a", a)]);
        var schema = new Schema(new ObjectType("Query", () => [new OutputField("a", a), new OutputField("c", c)]), additionalTypes: [c]);
        Assert.Equal(["C", "A", "B", "Int", "Query"], schema.Types.Select(t => t.Name));
    }

    [Fact]
    public void Two_types_of_one_name_are_refused()
    {
        var query = new ObjectType("Query", () => [new OutputField("a", new ObjectType("Query", () => []))]);
        var refusal = Assert.Throws<ArgumentException>(() => new Schema(query));
        Assert.Equal("Schema must contain uniquely named types but contains multiple types named \"Query\".", refusal.Message);
    }

    [Fact]
    public void A_schema_may_have_a_string_of_its_own()
    {
        var text = new OpaqueScalarType("String");
        var schema = new Schema(new ObjectType("Query", () => [new OutputField("a", text)]));
        Assert.Same(text, schema.FindType("String"));
    }

    [Theory]
    [InlineData("type Query { a: Missing }", "Unknown type: \"Missing\".")]
    [InlineData("type Query implements Missing { a: Int }", "Unknown type: \"Missing\".")]
    [InlineData("type Query { a(b: [Missing!]!): Int }", "Unknown type: \"Missing\".")]
    [InlineData("type Query { a: U } union U = Missing", "Unknown type: \"Missing\".")]
    [InlineData("schema { query: Missing }", "Unknown type: \"Missing\".")]
    [InlineData("directive @a(b: Missing) on FIELD", "Unknown type: \"Missing\".")]
    [InlineData("type A { a: Int } type A { b: Int }", "There can be only one type named \"A\".")]
    [InlineData("extend type A { a: Int }", "Cannot extend type \"A\" because it is not defined.")]
    [InlineData("type A { a: Int } extend union A = A", "Cannot extend type \"A\" as a union because it is an object type.")]
    [InlineData("schema { query: A } schema { query: A } type A { a: Int }", "Must provide only one schema definition. (Parameter 'document')")]
    public void What_cannot_be_built_is_refused(string sdl, string message)
    {
        var refusal = Assert.Throws<ArgumentException>(() => SdlSchemaBuilder.Build(sdl));
        Assert.Equal(message, refusal.Message);
    }

    [Theory]
    [InlineData("{ a }")]
    [InlineData("enum E { A A }")]
    [InlineData("type Query { a: Int a: String }")]
    [InlineData("type Query")]
    [InlineData("union U")]
    [InlineData("directive @a(x: I = {y: 1}) on NOWHERE2 input I { a: I! = {} }")]
    [InlineData("type Query { a: Int @deprecated(reason: 1) @deprecated }")]
    [InlineData("scalar A @specifiedBy")]
    [InlineData("type __Type { a: Int } scalar String")]
    public void Odd_documents_are_built_all_the_same(string sdl)
    {
        if (!Parser.TryParse(new SourceText(sdl), ParserOptions.Default, out var document, out _))
            return;
        var schema = SdlSchemaBuilder.Build(document);
        Assert.NotNull(SchemaPrinter.Print(schema));
        Assert.NotNull(SchemaValidator.Validate(schema));
    }
}
