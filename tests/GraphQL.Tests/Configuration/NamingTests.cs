using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class NamingTests
{
    [Theory]
    [InlineData(nameof(Methods.GetCloseDateAsync), "Get", "closeDate")]
    [InlineData(nameof(Methods.GetCloseDateAsync), "", "getCloseDate")]
    [InlineData(nameof(Methods.Getaway), "Get", "getaway")]
    [InlineData(nameof(Methods.OnStageChanged), "On", "stageChanged")]
    [InlineData(nameof(Methods.Get), "Get", "get")]
    [InlineData(nameof(Methods.GetURLOfSite), "Get", "urlOfSite")]
    [InlineData(nameof(Methods.Renamed), "Get", "other")]
    public void A_field_is_named_after_its_method(string method, string prefix, string name) =>
        Assert.Equal(name, SchemaNames.OfMethod(typeof(Methods).GetMethod(method)!, prefix));

    [Theory]
    [InlineData(nameof(Words.Open), "OPEN")]
    [InlineData(nameof(Words.BestCase), "BEST_CASE")]
    [InlineData(nameof(Words.ERPSync), "ERP_SYNC")]
    [InlineData(nameof(Words.Mail), "E_MAIL")]
    public void An_enum_value_is_in_upper_snake_case(string member, string name) =>
        Assert.Equal(name, SchemaNames.OfEnumValue(typeof(Words).GetField(member)!));

    [Fact]
    public void A_type_is_named_after_its_class()
    {
        Assert.Equal("Animal", SchemaNames.OfType(typeof(IAnimal)));
        Assert.Equal("Prize", SchemaNames.OfType(typeof(IPrizeMarker)));
        Assert.Equal("CatPage", SchemaNames.OfType(typeof(Page<Cat>)));
    }

    [Fact]
    public void A_definition_may_give_names_and_types_of_its_own()
    {
        var schema = new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddObjectType<RenamedCat>().Build();

        Assert.Equal(
            """"
            """It purrs."""
            type Feline implements Animal & Node {
              """The global id."""
              id: ID!

              """What the keeper calls."""
              name: String!
              mice: Float @deprecated(reason: "Count them.")
              kittens: [Animal!]!
            }
            """",
            SchemaPrinter.Print(schema.FindType("Feline")!).Trim().Replace("implements Node & Animal", "implements Animal & Node", StringComparison.Ordinal));
        var cat = new Cat(1);
        var id = Assert.IsType<PureResolver>(((ObjectType)schema.FindType("Feline")!).FindField("id")!.Resolver, exactMatch: false);
        Assert.Equal(NodeId.Encode("Feline", Guid.Empty), id.Resolve(cat, new(schema, [])));
    }

    private sealed class RenamedCat : ObjectType<Cat>
    {
        protected internal override void Configure(ObjectTypeDescriptor<Cat> descriptor)
        {
            descriptor.Id(c => Guid.Empty);
            descriptor.Name("Feline").Description("It purrs.").Implements(typeof(IAnimal));
            descriptor.Field(c => c.Name);
            descriptor.Field("mice", c => c.Lives, nullable: true).Type("Float").Deprecated("Count them.");
            descriptor.Field("kittens", c => new IAnimal[] { c });
        }
    }

    private static class Methods
    {
        public static void GetCloseDateAsync()
        {
        }

        public static void Getaway()
        {
        }

        public static void OnStageChanged()
        {
        }

        public static void Get()
        {
        }

        public static void GetURLOfSite()
        {
        }

        [GraphQLName("other")]
        public static void Renamed()
        {
        }
    }

    private enum Words
    {
        Open,
        BestCase,
        ERPSync,

        [GraphQLName("E_MAIL")]
        Mail,
    }

    private sealed record Page<T>(T Item);
}
