using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <content>Values, variables and type references (spec 2.10 to 2.12).</content>
internal ref partial struct DocumentParser
{
    private ValueNode ParseValue(bool isConst)
    {
        var start = lexer.Start;
        switch (lexer.Kind)
        {
            case TokenKind.Name:
                return ParseNameValue();
            case TokenKind.String:
            case TokenKind.BlockString:
                return ParseString();
            case TokenKind.Int:
                var number = names.Get(lexer.Slice);
                lexer.Advance();
                return new IntValueNode(number, start, EndNode());
            case TokenKind.Float:
                number = names.Get(lexer.Slice);
                lexer.Advance();
                return new FloatValueNode(number, start, EndNode());
            case TokenKind.Dollar:
                return isConst ? throw VariableInConstant() : ParseVariable();
            case TokenKind.BracketLeft:
                return ParseList(isConst);
            case TokenKind.BraceLeft:
                return ParseObject(isConst);
            default:
                throw Unexpected();
        }
    }

    private ValueNode ParseNameValue()
    {
        var start = lexer.Start;
        var name = lexer.Slice;
        lexer.Advance();
        if (name.SequenceEqual("true"u8))
            return new BooleanValueNode(true, start, EndNode());
        if (name.SequenceEqual("false"u8))
            return new BooleanValueNode(false, start, EndNode());
        if (name.SequenceEqual("null"u8))
            return new NullValueNode(start, EndNode());
        return new EnumValueNode(names.Get(name), start, EndNode());
    }

    private StringValueNode ParseString()
    {
        var start = lexer.Start;
        var isBlock = lexer.Kind == TokenKind.BlockString;
        var value = lexer.StringValue();
        lexer.Advance();
        return new StringValueNode(value, isBlock, start, EndNode());
    }

    private ListValueNode ParseList(bool isConst)
    {
        var start = lexer.Start;
        EnterLevel();
        lexer.Advance();
        var mark = items.Count;
        while (!Skip(TokenKind.BracketRight))
            items.Push(ParseValue(isConst));
        depth--;
        return new ListValueNode(items.Take<ValueNode>(mark), start, EndNode());
    }

    private ObjectValueNode ParseObject(bool isConst)
    {
        var start = lexer.Start;
        EnterLevel();
        lexer.Advance();
        var mark = items.Count;
        while (!Skip(TokenKind.BraceRight))
        {
            var fieldStart = lexer.Start;
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(isConst);
            items.Push(new ObjectFieldNode(name, value, fieldStart, EndNode()));
        }

        depth--;
        return new ObjectValueNode(items.Take<ObjectFieldNode>(mark), start, EndNode());
    }

    private VariableNode ParseVariable()
    {
        var start = lexer.Start;
        Expect(TokenKind.Dollar);
        var name = ParseName();
        return new VariableNode(name, start, EndNode());
    }

    private SyntaxException VariableInConstant()
    {
        var start = lexer.Start;
        lexer.Advance();
        return lexer.Kind == TokenKind.Name
            ? lexer.Error(start, $"Unexpected variable \"${names.Get(lexer.Slice)}\" in constant value.")
            : lexer.Error(start, "Unexpected \"$\".");
    }

    private TypeNode ParseType()
    {
        var start = lexer.Start;
        TypeNode type;
        if (lexer.Kind == TokenKind.BracketLeft)
        {
            EnterLevel();
            lexer.Advance();
            var item = ParseType();
            Expect(TokenKind.BracketRight);
            depth--;
            type = new ListTypeNode(item, start, EndNode());
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type, start, EndNode()) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode(name, name.Start, EndNode());
    }
}
