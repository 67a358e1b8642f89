using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>
/// Text to syntax tree, for executable documents and schema definitions of the September 2025 edition (spec 2 and 3).
/// Messages are worded as those of the reference implementation.
/// </summary>
public static class Parser
{
    /// <summary>Parses a document.</summary>
    /// <param name="source">The text; the nodes' offsets refer to it.</param>
    /// <param name="options">Limits; <see cref="ParserOptions.Default"/> if absent.</param>
    /// <exception cref="SyntaxException">The text is not GraphQL or exceeds a limit.</exception>
    public static DocumentNode Parse(SourceText source, ParserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        var parser = new DocumentParser(source, options ?? ParserOptions.Default);
        try
        {
            return parser.ParseDocument();
        }
        finally
        {
            parser.Dispose();
        }
    }

    /// <summary>Parses a document that may well be wrong, such as one from a client.</summary>
    /// <param name="source">The text; the nodes' offsets refer to it.</param>
    /// <param name="options">Limits.</param>
    /// <param name="document">The document, if the text is one.</param>
    /// <param name="error">The error, with one location, if it is not.</param>
    public static bool TryParse(
        SourceText source,
        ParserOptions options,
        [NotNullWhen(true)] out DocumentNode? document,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        try
        {
            document = Parse(source, options);
            error = null;
            return true;
        }
        catch (SyntaxException exception)
        {
            document = null;
            error = exception.Error;
            return false;
        }
    }

    /// <summary>Parses a value that may contain variables (spec 2.10).</summary>
    /// <exception cref="SyntaxException">The text is not a value.</exception>
    public static ValueNode ParseValue(string text, ParserOptions? options = null) => ParseValue(text, options, isConst: false);

    /// <summary>Parses a value without variables, such as a default value (spec 2.10).</summary>
    /// <exception cref="SyntaxException">The text is not a constant value.</exception>
    public static ValueNode ParseConstValue(string text, ParserOptions? options = null) => ParseValue(text, options, isConst: true);

    /// <summary>Parses a type reference, such as <c>[ID!]!</c> (spec 2.12).</summary>
    /// <exception cref="SyntaxException">The text is not a type reference.</exception>
    public static TypeNode ParseType(string text, ParserOptions? options = null)
    {
        var parser = new DocumentParser(new SourceText(text), options ?? ParserOptions.Default);
        try
        {
            return parser.ParseWholeType();
        }
        finally
        {
            parser.Dispose();
        }
    }

    private static ValueNode ParseValue(string text, ParserOptions? options, bool isConst)
    {
        var parser = new DocumentParser(new SourceText(text), options ?? ParserOptions.Default);
        try
        {
            return parser.ParseWholeValue(isConst);
        }
        finally
        {
            parser.Dispose();
        }
    }
}
