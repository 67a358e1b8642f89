using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class PrintedSchemaTests
{
    [Fact]
    public void Classes_and_methods_become_types_and_fields()
    {
        var schema = new SchemaBuilder()
            .ModifyOptions(o => (o.CallerType, o.IsService) = (typeof(Librarian), type => type == typeof(Shelves)))
            .AddType(typeof(BookQueries))
            .AddObjectType<BookType>()
            .AddType(typeof(BookFields))
            .AddType(typeof(Reader))
            .Build();

        Assert.Equal(
            """"
            type Query {
              """All that is on the shelves."""
              books(
                """Only those in this state."""
                state: BookState
              ): [Book!]!
              book(id: ID!): Book
              greet(name: String!, times: Int! = 1, tone: String = "calm"): String!
              me: String!
              echo(id: ID!): ID!
            }

            """What lends books: the sample domain of these tests."""
            enum BookState {
              """It stands in its shelf."""
              ON_SHELF
              LENT_OUT
              LOST @deprecated(reason: "Nothing is lost for ever.")
            }

            """What a reader may borrow."""
            type Book implements Node {
              """The global id."""
              id: ID!

              """What is printed on the `cover`; see `pages`."""
              title: String!

              """How thick it is."""
              pages: Int
              state: BookState!
              readerId: ID
              isLong: Boolean!
              label: String
              shout: String!
              titleLength: Int!
              excerpt(length: Int! = 3): String!
              review: String
            }

            """An object with a global id, by which it can be fetched again."""
            interface Node {
              """The global id."""
              id: ID!
            }

            """A person who reads."""
            type Reader {
              """As written on the card."""
              name: String!

              """What friends say."""
              nicknames: [String]

              """Books, most loved first."""
              favourites: [ID!]!
              fullName: String! @deprecated(reason: "Ask for name.")
              mail: ID
            }
            """",
            SchemaPrinter.Print(schema).Trim());
    }

    [Fact]
    public void Marked_interfaces_become_interfaces_and_unions_of_the_classes_that_implement_them()
    {
        var schema = new SchemaBuilder().AddType(typeof(ZooQueries)).Build();

        Assert.Equal(
            """"
            type Query {
              animals: [Animal!]!
              prizes: [Prize!]!
            }

            """Whatever has a cage."""
            interface Animal {
              """What the keeper calls."""
              name: String!
            }

            union Prize = Cat | Cup

            type Cup {
              litres: Float!
            }

            type Cat implements Animal {
              lives: Int!

              """What the keeper calls."""
              name: String!
            }

            type Dog implements Animal {
              """What the keeper calls."""
              name: String!
            }
            """",
            SchemaPrinter.Print(schema).Trim());
    }

    [Fact]
    public void Input_classes_become_input_types()
    {
        var schema = new SchemaBuilder().AddType(typeof(PlanQueries)).Build();

        Assert.Equal(
            """"
            type Query {
              plan(input: PlanInput!): String!
              pick(by: PickInput!): String!
            }

            """What is planned."""
            input PlanInput {
              """The headline."""
              title: String!
              tags: [String!]
              bookId: ID
              note: String
              mood: String
              priority: Int! = 5
              isLoud: Boolean = false
              steps: [StepInput!]!
              kind: BookState! = LENT_OUT
            }

            input StepInput {
              name: String!
              readers: [ID!]! = []
            }

            """What lends books: the sample domain of these tests."""
            enum BookState {
              """It stands in its shelf."""
              ON_SHELF
              LENT_OUT
              LOST @deprecated(reason: "Nothing is lost for ever.")
            }

            input PickInput @oneOf {
              id: ID
              title: String
            }
            """",
            SchemaPrinter.Print(schema).Trim());
    }
}

/// <summary>Whatever has a cage.</summary>
[InterfaceType]
public interface IAnimal
{
    /// <summary>What the keeper calls.</summary>
    string Name { get; }
}

[UnionType]
[GraphQLName("Prize")]
public interface IPrizeMarker;

public sealed record Cat(int Lives) : IAnimal, IPrizeMarker
{
    /// <inheritdoc/>
    public string Name => "Tom";
}

public sealed record Cup(double Litres) : IPrizeMarker;

public sealed class Dog : IAnimal
{
    string IAnimal.Name => "Rex";
}

[QueryType]
public static class ZooQueries
{
    public static IEnumerable<IAnimal> GetAnimals() => [new Cat(9), new Dog()];

    public static IEnumerable<IPrizeMarker> GetPrizes() => [new Cup(0.5), new Cat(7)];
}

/// <summary>What is planned.</summary>
public sealed record PlanInput([GraphQLDescription("The headline.")] string Title, IReadOnlyList<string>? Tags, BookId? BookId, Optional<string?> Note, Optional<string> Mood, int Priority = 5)
{
    [DefaultValue(false)]
    public bool? IsLoud { get; init; }

    public required StepInput[] Steps { get; init; }

    [DefaultValue(BookState.LentOut)]
    public BookState Kind { get; init; }
}

public sealed class StepInput
{
    public required string Name { get; init; }

    public List<ReaderId> Readers { get; init; } = [];
}

[OneOf]
public sealed record PickInput(BookId? Id, string? Title);

[QueryType]
public static class PlanQueries
{
    public static string Plan(PlanInput input) => string.Join('|',
        input.Title,
        input.Tags is null ? "no tags" : string.Join(',', input.Tags),
        input.BookId?.Value.ToString() ?? "no book",
        input.Note,
        input.Mood,
        input.Priority,
        input.IsLoud,
        string.Join(';', input.Steps.Select(s => $"{s.Name}:{string.Join(',', s.Readers.Select(r => r.Value))}")),
        input.Kind);

    public static string Pick(PickInput by) => by.Title ?? $"{by.Id?.Value}";
}
