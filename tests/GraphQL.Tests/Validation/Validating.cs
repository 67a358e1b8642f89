using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Sdl;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.GraphQL.Tests.Validation;

/// <summary>Validates documents against one small schema with all rules at once, and compares the errors word for word.</summary>
internal static class Validating
{
    public static readonly Schema Sales = SdlSchemaBuilder.Build("""
        directive @trace(label: String, level: Int! = 1) on QUERY | MUTATION | FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | FRAGMENT_DEFINITION | VARIABLE_DEFINITION
        directive @tag(name: String!) repeatable on FIELD | OBJECT

        interface Node { id: ID! }
        interface Party implements Node { id: ID!  name(full: Boolean): String! }

        type Company implements Party & Node {
          id: ID!
          name(full: Boolean): String!
          employees: Int
          parent: Company
          contacts(first: Int = 10, where: ContactFilter): [Contact!]!
        }

        type Contact implements Party & Node {
          id: ID!
          name(full: Boolean): String!
          email: String
          nickname: String @deprecated(reason: "Use name.")
          company: Company
          deals: [Deal!]
        }

        type Deal implements Node {
          id: ID!
          title: String!
          amount: Float!
          employees: String
          stage: Stage!
          won: Boolean
          owner: Owner
          contact: Contact
          notes(stages: [Stage!], old: Int @deprecated(reason: "Ignored.")): [String!]
        }

        union Owner = Contact | Company
        enum Stage { LEAD OFFER WON LOST @deprecated(reason: "Use WON with zero.") }
        scalar Day

        input ContactFilter {
          minDeals: Int!
          limit: Int! = 5
          name: String
          tags: [String!]
          stage: Stage
          and: ContactFilter
          legacy: String @deprecated(reason: "Use name.")
        }

        input DealKey @oneOf { id: ID  number: Int  names: [String] }

        type Query {
          company(id: ID!): Company
          deal(key: DealKey): Deal
          dealStrictly(key: DealKey!): Deal
          parties(first: Int!, after: String = ""): [Party!]!
          node(id: ID!): Node
          owners: [Owner!]
          on(day: Day, text: String, flag: Boolean, ratio: Float, stage: Stage, count: Int, id: ID): Deal
        }

        type Mutation { win(id: ID!): Deal }
        type Subscription { dealWon(stage: Stage): Deal  dealLost: Deal }
        """);

    public static Expected Error(string message, params (int Line, int Column)[] locations) => new(message, locations);

    public static void ExpectValid(string text, ValidationOptions? options = null) => ExpectErrors(text, options, []);

    public static void ExpectErrors(string text, params Expected[] expected) => ExpectErrors(text, null, expected);

    public static void ExpectErrors(string text, ValidationOptions? options, params Expected[] expected) =>
        Compare(DocumentValidator.Validate(Sales, Parser.Parse(new SourceText(text)), options), expected);

    public static void ExpectValidSdl(string sdl, Schema? extended = null) => ExpectSdlErrors(sdl, extended, []);

    public static void ExpectSdlErrors(string sdl, params Expected[] expected) => ExpectSdlErrors(sdl, null, expected);

    public static void ExpectSdlErrors(string sdl, Schema? extended, params Expected[] expected) =>
        Compare(SdlValidator.Validate(Parser.Parse(new SourceText(sdl)), extended), expected);

    public static IReadOnlyList<GraphQLError> Validate(string text, ValidationOptions? options = null) =>
        DocumentValidator.Validate(Sales, Parser.Parse(new SourceText(text), ParserOptions.Trusted), options);

    private static void Compare(IReadOnlyList<GraphQLError> errors, Expected[] expected)
    {
        Assert.Equal(
            expected.Select(e => $"{e.Message} {string.Join(' ', e.Locations.Select(l => $"({l.Line}, {l.Column})"))}"),
            errors.Select(e => $"{e.Message} {string.Join(' ', e.Locations.Select(l => $"({l.Line}, {l.Column})"))}"));
        Assert.All(errors, e => Assert.Equal(ErrorCodes.ValidationFailed, e.Code));
    }

    internal sealed record Expected(string Message, (int Line, int Column)[] Locations);
}
