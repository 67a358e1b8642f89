using System.Collections;
using System.Text;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Coercion;
using CrmGraph.GraphQL.TypeSystem.Resolvers;
using CrmGraph.GraphQL.TypeSystem.Sdl;

namespace CrmGraph.GraphQL.Tests.TypeSystem;

public sealed class IntrospectionTests
{
    private static readonly Schema Schema = SdlSchemaBuilder.Build(""""
        """All of it."""
        schema { query: Root }
        """The root."""
        type Root implements Named { name(a: Int! = 1, b: [In!] = [{x: 1}], c: E @deprecated): [String!]! old: U @deprecated(reason: "gone") }
        interface Named { name(a: Int! = 1): [String!]! }
        union U = Root
        enum E { A "Second." B @deprecated }
        input In { x: Int y: Date = "2026-01-01" z: Int @deprecated }
        input One @oneOf { a: Int }
        scalar Date @specifiedBy(url: "https://example.com/date")
        directive @d(x: Int = 1, y: One @deprecated) repeatable on FIELD | QUERY
        """");

    [Theory]
    [InlineData("{ __schema { description queryType { name } mutationType { name } } }", """{"__schema":{"description":"All of it.","queryType":{"name":"Root"},"mutationType":null}}""")]
    [InlineData("{ __schema { types { name } } }", """{"__schema":{"types":[{"name":"Root"},{"name":"String"},{"name":"Int"},{"name":"Named"},{"name":"U"},{"name":"E"},{"name":"In"},{"name":"One"},{"name":"Date"},{"name":"Boolean"},{"name":"__Schema"},{"name":"__Type"},{"name":"__TypeKind"},{"name":"__Field"},{"name":"__InputValue"},{"name":"__EnumValue"},{"name":"__Directive"},{"name":"__DirectiveLocation"}]}}""")]
    [InlineData("{ __type(name: \"Root\") { kind name description interfaces { name } possibleTypes { name } enumValues { name } inputFields { name } ofType { name } specifiedByURL isOneOf } }",
        """{"__type":{"kind":"OBJECT","name":"Root","description":"The root.","interfaces":[{"name":"Named"}],"possibleTypes":null,"enumValues":null,"inputFields":null,"ofType":null,"specifiedByURL":null,"isOneOf":null}}""")]
    [InlineData("{ __type(name: \"Root\") { fields { name isDeprecated deprecationReason args { name defaultValue type { kind } } type { kind name ofType { kind ofType { kind ofType { name } } } } } } }",
        """{"__type":{"fields":[{"name":"name","isDeprecated":false,"deprecationReason":null,"args":[{"name":"a","defaultValue":"1","type":{"kind":"NON_NULL"}},{"name":"b","defaultValue":"[{ x: 1 }]","type":{"kind":"LIST"}}],"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"LIST","ofType":{"kind":"NON_NULL","ofType":{"name":"String"}}}}}]}}""")]
    [InlineData("{ __type(name: \"Root\") { fields(includeDeprecated: true) { name isDeprecated deprecationReason args(includeDeprecated: true) { name isDeprecated deprecationReason } } } }",
        """{"__type":{"fields":[{"name":"name","isDeprecated":false,"deprecationReason":null,"args":[{"name":"a","isDeprecated":false,"deprecationReason":null},{"name":"b","isDeprecated":false,"deprecationReason":null},{"name":"c","isDeprecated":true,"deprecationReason":"No longer supported"}]},{"name":"old","isDeprecated":true,"deprecationReason":"gone","args":[]}]}}""")]
    [InlineData("{ __type(name: \"Named\") { kind interfaces { name } possibleTypes { name } } }", """{"__type":{"kind":"INTERFACE","interfaces":[],"possibleTypes":[{"name":"Root"}]}}""")]
    [InlineData("{ __type(name: \"U\") { kind fields { name } possibleTypes { name } } }", """{"__type":{"kind":"UNION","fields":null,"possibleTypes":[{"name":"Root"}]}}""")]
    [InlineData("{ __type(name: \"E\") { kind enumValues { name description } } }", """{"__type":{"kind":"ENUM","enumValues":[{"name":"A","description":null}]}}""")]
    [InlineData("{ __type(name: \"E\") { enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } } }", """{"__type":{"enumValues":[{"name":"A","description":null,"isDeprecated":false,"deprecationReason":null},{"name":"B","description":"Second.","isDeprecated":true,"deprecationReason":"No longer supported"}]}}""")]
    [InlineData("{ __type(name: \"In\") { kind isOneOf inputFields { name defaultValue } } }", """{"__type":{"kind":"INPUT_OBJECT","isOneOf":false,"inputFields":[{"name":"x","defaultValue":null},{"name":"y","defaultValue":"\"2026-01-01\""}]}}""")]
    [InlineData("{ __type(name: \"In\") { inputFields(includeDeprecated: true) { name } } }", """{"__type":{"inputFields":[{"name":"x"},{"name":"y"},{"name":"z"}]}}""")]
    [InlineData("{ __type(name: \"One\") { isOneOf } }", """{"__type":{"isOneOf":true}}""")]
    [InlineData("{ __type(name: \"Date\") { kind specifiedByURL } }", """{"__type":{"kind":"SCALAR","specifiedByURL":"https://example.com/date"}}""")]
    [InlineData("{ __type(name: \"__TypeKind\") { kind enumValues { name } } }", """{"__type":{"kind":"ENUM","enumValues":[{"name":"SCALAR"},{"name":"OBJECT"},{"name":"INTERFACE"},{"name":"UNION"},{"name":"ENUM"},{"name":"INPUT_OBJECT"},{"name":"LIST"},{"name":"NON_NULL"}]}}""")]
    [InlineData("{ __type(name: \"Nothing\") { kind } }", """{"__type":null}""")]
    [InlineData("{ __schema { directives { name isRepeatable locations args { name } } } }",
        """{"__schema":{"directives":[{"name":"d","isRepeatable":true,"locations":["FIELD","QUERY"],"args":[{"name":"x"}]},{"name":"include","isRepeatable":false,"locations":["FIELD","FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if"}]},{"name":"skip","isRepeatable":false,"locations":["FIELD","FRAGMENT_SPREAD","INLINE_FRAGMENT"],"args":[{"name":"if"}]},{"name":"deprecated","isRepeatable":false,"locations":["FIELD_DEFINITION","ARGUMENT_DEFINITION","INPUT_FIELD_DEFINITION","ENUM_VALUE"],"args":[{"name":"reason"}]},{"name":"specifiedBy","isRepeatable":false,"locations":["SCALAR"],"args":[{"name":"url"}]},{"name":"oneOf","isRepeatable":false,"locations":["INPUT_OBJECT"],"args":[]}]}}""")]
    public void A_query_about_the_schema_is_answered(string query, string expected)
    {
        var source = new SourceText(query);
        var operation = (OperationDefinitionNode)Parser.Parse(source).Definitions[0];
        using var buffer = new JsonBuffer();
        WriteObject(new object(), Schema.QueryType!, operation.SelectionSet, source, buffer);
        Assert.Equal(expected, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Meta_fields_are_found_where_they_exist()
    {
        var root = Schema.QueryType!;
        Assert.Same(Introspection.SchemaField, Introspection.FindField(Schema, root, "__schema"));
        Assert.Same(Introspection.TypeField, Introspection.FindField(Schema, root, "__type"));
        Assert.Same(Introspection.TypeNameField, Introspection.FindField(Schema, Schema.FindType("U")!, "__typename"));
        Assert.Null(Introspection.FindField(Schema, Schema.FindType("Named")!, "__schema"));
        Assert.Null(Introspection.FindField(Schema, Schema.FindType("E")!, "__typename"));
        Assert.Same(root.FindField("old"), Introspection.FindField(Schema, root, "old"));
    }

    [Fact]
    public void The_introspection_types_are_a_valid_schema() =>
        Assert.Empty(SchemaValidator.Validate(Schema));

    [Fact]
    public void A_directive_of_the_schema_takes_the_place_of_a_specified_one()
    {
        var schema = SdlSchemaBuilder.Build("type Query { a: Int } directive @skip(unless: Int) on FIELD");
        Assert.Equal(5, schema.Directives.Length);
        Assert.Equal("unless", Assert.Single(schema.FindDirective("skip")!.Arguments).Name);
    }

    // A straight interpreter of selections, enough to ask introspection without the executor.
    private static void WriteObject(object parent, FieldsType type, SelectionSetNode selections, SourceText source, JsonBuffer buffer)
    {
        var separator = (byte)'{';
        foreach (var node in selections.Selections.Cast<FieldNode>())
        {
            var field = Introspection.FindField(Schema, type, node.Name.Value)!;
            Assert.True(ArgumentCoercion.TryCoerce(field.Arguments, node.Arguments, null, source, out var arguments, out _));
            buffer.WriteByte(separator);
            buffer.WriteString(node.ResponseName);
            buffer.WriteByte((byte)':');
            Write(((PureResolver)field.Resolver!).Resolve(parent, new PureArguments(Schema, arguments)), field.Type, node, source, buffer);
            separator = (byte)',';
        }

        buffer.WriteByte((byte)'}');
    }

    private static void Write(object? value, GraphQLType type, FieldNode node, SourceText source, JsonBuffer buffer)
    {
        if (value is null)
        {
            Assert.False(type is NonNullType, $"{node.Name} is null");
            buffer.WriteNull();
            return;
        }

        switch (type.Nullable)
        {
            case ListType list:
                buffer.WriteByte((byte)'[');
                var isFirst = true;
                foreach (var item in (IEnumerable)value)
                {
                    if (!isFirst)
                        buffer.WriteByte((byte)',');
                    Write(item, list.OfType, node, source, buffer);
                    isFirst = false;
                }

                buffer.WriteByte((byte)']');
                break;
            case ScalarType scalar:
                Assert.True(scalar.TryWrite(value, buffer, out _));
                break;
            case EnumType enumType:
                buffer.WriteString(enumType.FindByValue(value)!.Name);
                break;
            default:
                WriteObject(value, (FieldsType)type.Named, node.SelectionSet!, source, buffer);
                break;
        }
    }
}
