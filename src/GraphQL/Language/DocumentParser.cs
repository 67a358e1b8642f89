using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>Recursive descent over one document. This part has what all productions share and the executable definitions (spec 2.2 to 2.9).</summary>
internal ref partial struct DocumentParser
{
    private readonly SourceText source;
    private readonly ParserOptions options;
    private readonly NameTable names;
    private readonly int maxNodes;
    private Lexer lexer;
    private NodeStack items;
    private int depth;
    private int nodes;

    public DocumentParser(SourceText source, ParserOptions options)
    {
        this.source = source;
        this.options = options;
        maxNodes = options.MaxNodes;
        lexer = new Lexer(source, options);
        names = new NameTable(source.Utf8.Length);
        items = new NodeStack();
    }

    public void Dispose() => items.Return();

    public DocumentNode ParseDocument()
    {
        lexer.Advance();
        var mark = items.Count;
        do
            items.Push(ParseDefinition());
        while (lexer.Kind != TokenKind.EndOfFile);
        return new DocumentNode(source, items.Take<DefinitionNode>(mark), 0, lexer.End);
    }

    public ValueNode ParseWholeValue(bool isConst)
    {
        lexer.Advance();
        var value = ParseValue(isConst);
        Expect(TokenKind.EndOfFile);
        return value;
    }

    public TypeNode ParseWholeType()
    {
        lexer.Advance();
        var type = ParseType();
        Expect(TokenKind.EndOfFile);
        return type;
    }

    private DefinitionNode ParseDefinition()
    {
        var start = lexer.Start;
        if (lexer.Kind == TokenKind.BraceLeft)
        {
            var selectionSet = ParseSelectionSet();
            return new OperationDefinitionNode(null, OperationType.Query, null, [], [], selectionSet, true, start, EndNode());
        }

        var description = ParseDescription();
        if (lexer.Kind == TokenKind.BraceLeft)
            throw lexer.Error(start, "Unexpected description, descriptions are not supported on shorthand queries.");
        if (lexer.Kind != TokenKind.Name)
            throw Unexpected();
        if (PeekOperationType() is { } operation)
            return ParseOperation(start, description, operation);
        if (lexer.IsKeyword("fragment"u8))
            return ParseFragmentDefinition(start, description);
        return ParseTypeSystemDefinition(start, description);
    }

    private readonly OperationType? PeekOperationType() =>
        lexer.IsKeyword("query"u8) ? OperationType.Query
        : lexer.IsKeyword("mutation"u8) ? OperationType.Mutation
        : lexer.IsKeyword("subscription"u8) ? OperationType.Subscription
        : null;

    private OperationDefinitionNode ParseOperation(int start, StringValueNode? description, OperationType operation)
    {
        lexer.Advance();
        NameNode? name = lexer.Kind == TokenKind.Name ? ParseName() : null;
        var variables = ParseVariableDefinitions();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new OperationDefinitionNode(description, operation, name, variables, directives, selectionSet, false, start, EndNode());
    }

    private ImmutableArray<VariableDefinitionNode> ParseVariableDefinitions()
    {
        if (!Skip(TokenKind.ParenLeft))
            return ImmutableArray<VariableDefinitionNode>.Empty;
        var mark = items.Count;
        do
            items.Push(ParseVariableDefinition());
        while (!Skip(TokenKind.ParenRight));
        return items.Take<VariableDefinitionNode>(mark);
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new VariableDefinitionNode(description, variable, type, defaultValue, directives, start, EndNode());
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = lexer.Start;
        EnterLevel();
        Expect(TokenKind.BraceLeft);
        var mark = items.Count;
        do
            items.Push(lexer.Kind == TokenKind.Spread ? ParseFragment() : ParseField());
        while (!Skip(TokenKind.BraceRight));
        depth--;
        return new SelectionSetNode(items.Take<SelectionNode>(mark), start, EndNode());
    }

    private FieldNode ParseField()
    {
        var start = lexer.Start;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = lexer.Kind == TokenKind.BraceLeft ? ParseSelectionSet() : null;
        return new FieldNode(alias, name, arguments, directives, selectionSet, start, EndNode());
    }

    private SelectionNode ParseFragment()
    {
        var start = lexer.Start;
        lexer.Advance();
        var hasTypeCondition = SkipKeyword("on"u8);
        if (!hasTypeCondition && lexer.Kind == TokenKind.Name)
        {
            var name = ParseName();
            return new FragmentSpreadNode(name, ParseDirectives(isConst: false), start, EndNode());
        }

        var typeCondition = hasTypeCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new InlineFragmentNode(typeCondition, directives, selectionSet, start, EndNode());
    }

    private FragmentDefinitionNode ParseFragmentDefinition(int start, StringValueNode? description)
    {
        lexer.Advance();
        if (lexer.IsKeyword("on"u8))
            throw Unexpected();
        var name = ParseName();
        ExpectKeyword("on"u8, "\"on\"");
        var typeCondition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new FragmentDefinitionNode(description, name, typeCondition, directives, selectionSet, start, EndNode());
    }

    private ImmutableArray<ArgumentNode> ParseArguments(bool isConst)
    {
        if (!Skip(TokenKind.ParenLeft))
            return ImmutableArray<ArgumentNode>.Empty;
        var mark = items.Count;
        do
            items.Push(ParseArgument(isConst));
        while (!Skip(TokenKind.ParenRight));
        return items.Take<ArgumentNode>(mark);
    }

    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = lexer.Start;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ArgumentNode(name, value, start, EndNode());
    }

    private ImmutableArray<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (lexer.Kind != TokenKind.At)
            return ImmutableArray<DirectiveNode>.Empty;
        var mark = items.Count;
        do
        {
            var start = lexer.Start;
            lexer.Advance();
            var name = ParseName();
            var arguments = ParseArguments(isConst);
            items.Push(new DirectiveNode(name, arguments, start, EndNode()));
        }
        while (lexer.Kind == TokenKind.At);
        return items.Take<DirectiveNode>(mark);
    }

    private NameNode ParseName()
    {
        if (lexer.Kind != TokenKind.Name)
            throw ExpectedButFound(TokenKind.Name);
        var start = lexer.Start;
        var name = names.Get(lexer.Slice);
        lexer.Advance();
        return new NameNode(name, start, lexer.PreviousEnd);
    }

    private bool Skip(TokenKind kind)
    {
        if (lexer.Kind != kind)
            return false;
        lexer.Advance();
        return true;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!lexer.IsKeyword(keyword))
            return false;
        lexer.Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (lexer.Kind != kind)
            throw ExpectedButFound(kind);
        lexer.Advance();
    }

    private void ExpectKeyword(ReadOnlySpan<byte> keyword, string name)
    {
        if (!SkipKeyword(keyword))
            throw ExpectedButFound(name);
    }

    private readonly SyntaxException ExpectedButFound(TokenKind expected) => ExpectedButFound(Lexer.Describe(expected));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException ExpectedButFound(string expected) =>
        lexer.Error(lexer.Start, $"Expected {expected}, found {lexer.Describe()}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException Unexpected() => lexer.Error(lexer.Start, $"Unexpected {lexer.Describe()}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException Unexpected(NameNode name) => lexer.Error(name.Start, $"Unexpected Name \"{name}\".");

    // Called by every production that can contain itself; the caller takes one off again. On failure nobody does: the parser is dead.
    private void EnterLevel()
    {
        depth++;
        if (depth > options.MaxDepth || (depth % 64 == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
            throw TooDeep();
    }

    // Counts the node that is about to be made, and says where it ends.
    private int EndNode()
    {
        if (++nodes > maxNodes)
            throw TooManyNodes();
        return lexer.PreviousEnd;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException TooDeep()
    {
        var maximum = Math.Min(depth - 1, options.MaxDepth);
        return lexer.Limit(lexer.Start, "MaxDepth", maximum, $"Document is nested more than {maximum} levels deep. Parsing aborted.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException TooManyNodes() =>
        lexer.Limit(lexer.Start, "MaxNodes", maxNodes, $"Document contains more than {maxNodes} nodes. Parsing aborted.");
}
