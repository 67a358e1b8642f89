using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class MistakesTests
{
    [Fact]
    public void A_parameter_that_is_neither_argument_nor_service_is_named_with_what_would_be_accepted() => Fails(
        new SchemaBuilder().AddQueryType(typeof(WantsClock)),
        "WantsClock.GetHour: parameter \"clock\" is a TimeProvider, which is nothing that a client can send and no service. "
            + "Take a scalar, an enum, a typed id, a class whose name ends with Input or a list of these, a registered service, "
            + "[Parent], CancellationToken, ResolverContext, a data loader or the caller.");

    [Fact]
    public void All_mistakes_are_told_at_once() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ManyMistakes)).AddMutationType(typeof(WantsClock)),
        "ManyMistakes.GetStream returns Stream, which has no type in the schema. Bind a scalar with AddScalar, name the type with [GraphQLType], "
            + "or leave the method out with [GraphQLIgnore].",
        "ManyMistakes.Nothing returns nothing; a field has one type and a value.",
        "ManyMistakes.GetSelf: parameter \"self\" wants the parent, and a root field has none.",
        "[GraphQLType(\"[Nope!]\")]: there is no type \"Nope\".",
        "ManyMistakes.GetTyped returns String, which has no type in the schema. Bind a scalar with AddScalar, name the type with [GraphQLType], "
            + "or leave the method out with [GraphQLIgnore].",
        "WantsClock.GetHour: parameter \"clock\" is a TimeProvider, which is nothing that a client can send and no service. "
            + "Take a scalar, an enum, a typed id, a class whose name ends with Input or a list of these, a registered service, "
            + "[Parent], CancellationToken, ResolverContext, a data loader or the caller.");

    [Fact]
    public void A_parent_member_has_to_exist_and_to_fit() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddTypeExtension(typeof(WrongParents)),
        "WrongParents.GetA: parameter \"name\" wants \"Nmae\", and Cat has no such property.",
        "WrongParents.GetB: parameter \"lives\" is a String, and the parent gives a Int32.",
        "WrongParents.GetC: parameter \"dog\" is a Dog, and the parent gives a Cat.");

    [Fact]
    public void Two_methods_of_one_name_are_a_mistake() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddQueryType(typeof(MoreAnimals)),
        "Query.animals is defined by two methods.");

    [Fact]
    public void Two_classes_of_one_name_are_a_mistake() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddType(typeof(Elsewhere.Cat)),
        "Two types want the name \"Cat\"; give one of them another with [GraphQLName].",
        "Schema must contain uniquely named types but contains multiple types named \"Cat\".");

    [Fact]
    public void A_subscription_has_to_be_a_stream() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddSubscriptionType(typeof(NoStream)),
        "NoStream.OnCat has to be marked [Subscribe] and to return IAsyncEnumerable<T> or ResumableStream<T> of its events.");

    [Fact]
    public void Cursors_are_strings_that_may_be_missing_and_only_live_streams_keep_their_latest_event() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddSubscriptionType(typeof(WrongStreams)),
        "WrongStreams.OnCat: parameter \"after\" is marked [Cursor] and has to be a string?.",
        "WrongStreams.OnDog keeps the latest event, which a ResumableStream<T> cannot: its subscribers begin at their cursors.");

    [Fact]
    public void An_extension_has_to_say_of_what()
    {
        var exception = Assert.Throws<ArgumentException>(() => new SchemaBuilder().AddType(typeof(WantsClock)));

        Assert.StartsWith("WantsClock does not say what it extends: mark it [ObjectType<T>].", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rules_of_the_specification_are_checked() => Fails(
        new SchemaBuilder().AddQueryType(typeof(ZooQueries)).AddType(new EnumType("Void", [])),
        "Enum type Void must define one or more values.");

    private static void Fails(SchemaBuilder builder, params string[] findings) =>
        Assert.Equal(findings, Assert.Throws<SchemaException>(builder.Build).Findings);

    private static class WantsClock
    {
        public static int GetHour(TimeProvider clock) => clock.GetUtcNow().Hour;
    }

    private static class ManyMistakes
    {
        public static Stream GetStream() => Stream.Null;

        public static void Nothing()
        {
        }

        public static string GetSelf([Parent] Cat self) => self.Name;

        [GraphQLType("[Nope!]")]
        public static string GetTyped() => "";
    }

    [ObjectType<Cat>]
    private static class WrongParents
    {
        public static string GetA([Parent("Nmae")] string name) => name;

        public static string GetB([Parent(nameof(Cat.Lives))] string lives) => lives;

        public static string GetC([Parent] Dog dog) => dog.ToString()!;
    }

    private static class MoreAnimals
    {
        public static IEnumerable<IAnimal> GetAnimals() => [];
    }

    private static class NoStream
    {
        public static Cat OnCat() => new(1);
    }

    private static class WrongStreams
    {
        [Subscribe]
        public static IAsyncEnumerable<Cat> OnCat([Cursor] string after) => throw new NotSupportedException(after);

        [Subscribe(KeepsLatest = true)]
        public static ResumableStream<Dog> OnDog() => throw new NotSupportedException();
    }

    private static class Elsewhere
    {
        public sealed record Cat(string Breed);
    }
}
