using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <content>Definitions and extensions of the type system (spec 3).</content>
internal ref partial struct DocumentParser
{
    private DefinitionNode ParseTypeSystemDefinition(int start, StringValueNode? description)
    {
        if (options.AllowTypeSystem)
        {
            if (ParseTypeSystemDefinition(false, start, description) is { } definition)
                return definition;
            if (lexer.IsKeyword("directive"u8))
                return ParseDirectiveDefinition(start, description);
        }

        if (description is not null)
            throw lexer.Error(start, "Unexpected description, only GraphQL definitions support descriptions.");
        if (!options.AllowTypeSystem || !SkipKeyword("extend"u8))
            throw Unexpected();
        return ParseTypeSystemDefinition(true, start, null) ?? throw Unexpected();
    }

    private TypeSystemDefinitionNode? ParseTypeSystemDefinition(bool isExtension, int start, StringValueNode? description) =>
        SkipKeyword("type"u8) ? ParseObjectType(isExtension, start, description)
        : SkipKeyword("input"u8) ? ParseInputObjectType(isExtension, start, description)
        : SkipKeyword("enum"u8) ? ParseEnumType(isExtension, start, description)
        : SkipKeyword("interface"u8) ? ParseInterfaceType(isExtension, start, description)
        : SkipKeyword("union"u8) ? ParseUnionType(isExtension, start, description)
        : SkipKeyword("scalar"u8) ? ParseScalarType(isExtension, start, description)
        : SkipKeyword("schema"u8) ? ParseSchema(isExtension, start, description)
        : null;

    private StringValueNode? ParseDescription() =>
        lexer.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private SchemaDefinitionNode ParseSchema(bool isExtension, int start, StringValueNode? description)
    {
        var directives = ParseDirectives(isConst: true);
        if (!isExtension && lexer.Kind != TokenKind.BraceLeft)
            Expect(TokenKind.BraceLeft);
        ImmutableArray<OperationTypeDefinitionNode> operationTypes = [];
        if (Skip(TokenKind.BraceLeft))
        {
            var mark = items.Count;
            do
                items.Push(ParseOperationType());
            while (!Skip(TokenKind.BraceRight));
            operationTypes = items.Take<OperationTypeDefinitionNode>(mark);
        }

        RefuseEmptyExtension(isExtension && directives.IsEmpty && operationTypes.IsEmpty);
        return new SchemaDefinitionNode(isExtension, description, directives, operationTypes, start, EndNode());
    }

    private OperationTypeDefinitionNode ParseOperationType()
    {
        var start = lexer.Start;
        var operation = PeekOperationType();
        var name = ParseName();
        if (operation is null)
            throw Unexpected(name);
        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new OperationTypeDefinitionNode(operation.Value, type, start, EndNode());
    }

    private ScalarTypeDefinitionNode ParseScalarType(bool isExtension, int start, StringValueNode? description)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        RefuseEmptyExtension(isExtension && directives.IsEmpty);
        return new ScalarTypeDefinitionNode(isExtension, description, name, directives, start, EndNode());
    }

    private ObjectTypeDefinitionNode ParseObjectType(bool isExtension, int start, StringValueNode? description)
    {
        var name = ParseName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        RefuseEmptyExtension(isExtension && interfaces.IsEmpty && directives.IsEmpty && fields.IsEmpty);
        return new ObjectTypeDefinitionNode(isExtension, description, name, directives, interfaces, fields, start, EndNode());
    }

    private InterfaceTypeDefinitionNode ParseInterfaceType(bool isExtension, int start, StringValueNode? description)
    {
        var name = ParseName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        RefuseEmptyExtension(isExtension && interfaces.IsEmpty && directives.IsEmpty && fields.IsEmpty);
        return new InterfaceTypeDefinitionNode(isExtension, description, name, directives, interfaces, fields, start, EndNode());
    }

    private ImmutableArray<NamedTypeNode> ParseInterfaces() =>
        SkipKeyword("implements"u8) ? ParseNamedTypes(TokenKind.Ampersand) : [];

    private UnionTypeDefinitionNode ParseUnionType(bool isExtension, int start, StringValueNode? description)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = Skip(TokenKind.EqualsSign) ? ParseNamedTypes(TokenKind.Pipe) : [];
        RefuseEmptyExtension(isExtension && directives.IsEmpty && types.IsEmpty);
        return new UnionTypeDefinitionNode(isExtension, description, name, directives, types, start, EndNode());
    }

    private ImmutableArray<NamedTypeNode> ParseNamedTypes(TokenKind separator)
    {
        Skip(separator);
        var mark = items.Count;
        do
            items.Push(ParseNamedType());
        while (Skip(separator));
        return items.Take<NamedTypeNode>(mark);
    }

    private ImmutableArray<FieldDefinitionNode> ParseFieldDefinitions()
    {
        if (!Skip(TokenKind.BraceLeft))
            return [];
        var mark = items.Count;
        do
            items.Push(ParseFieldDefinition());
        while (!Skip(TokenKind.BraceRight));
        return items.Take<FieldDefinitionNode>(mark);
    }

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
        Expect(TokenKind.Colon);
        var type = ParseType();
        var directives = ParseDirectives(isConst: true);
        return new FieldDefinitionNode(description, name, arguments, type, directives, start, EndNode());
    }

    private ImmutableArray<InputValueDefinitionNode> ParseInputValues(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
            return [];
        var mark = items.Count;
        do
            items.Push(ParseInputValue());
        while (!Skip(close));
        return items.Take<InputValueDefinitionNode>(mark);
    }

    private InputValueDefinitionNode ParseInputValue()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new InputValueDefinitionNode(description, name, type, defaultValue, directives, start, EndNode());
    }

    private InputObjectTypeDefinitionNode ParseInputObjectType(bool isExtension, int start, StringValueNode? description)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValues(TokenKind.BraceLeft, TokenKind.BraceRight);
        RefuseEmptyExtension(isExtension && directives.IsEmpty && fields.IsEmpty);
        return new InputObjectTypeDefinitionNode(isExtension, description, name, directives, fields, start, EndNode());
    }

    private EnumTypeDefinitionNode ParseEnumType(bool isExtension, int start, StringValueNode? description)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        ImmutableArray<EnumValueDefinitionNode> values = [];
        if (Skip(TokenKind.BraceLeft))
        {
            var mark = items.Count;
            do
                items.Push(ParseEnumValueDefinition());
            while (!Skip(TokenKind.BraceRight));
            values = items.Take<EnumValueDefinitionNode>(mark);
        }

        RefuseEmptyExtension(isExtension && directives.IsEmpty && values.IsEmpty);
        return new EnumTypeDefinitionNode(isExtension, description, name, directives, values, start, EndNode());
    }

    private EnumValueDefinitionNode ParseEnumValueDefinition()
    {
        var start = lexer.Start;
        var description = ParseDescription();
        if (lexer.IsKeyword("true"u8) || lexer.IsKeyword("false"u8) || lexer.IsKeyword("null"u8))
            throw lexer.Error(lexer.Start, $"{lexer.Describe()} is reserved and cannot be used for an enum value.");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new EnumValueDefinitionNode(description, name, directives, start, EndNode());
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(int start, StringValueNode? description)
    {
        lexer.Advance();
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.ParenLeft, TokenKind.ParenRight);
        var isRepeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on"u8, "\"on\"");
        Skip(TokenKind.Pipe);
        var locations = ImmutableArray.CreateBuilder<NameNode>();
        do
            locations.Add(ParseDirectiveLocation());
        while (Skip(TokenKind.Pipe));
        return new DirectiveDefinitionNode(description, name, arguments, isRepeatable, locations.DrainToImmutable(), start, EndNode());
    }

    private NameNode ParseDirectiveLocation()
    {
        var name = ParseName();
        return IsDirectiveLocation(name.Value) ? name : throw Unexpected(name);
    }

    private static bool IsDirectiveLocation(string name) => name is
        "QUERY" or "MUTATION" or "SUBSCRIPTION" or "FIELD" or "FRAGMENT_DEFINITION" or "FRAGMENT_SPREAD" or "INLINE_FRAGMENT"
        or "VARIABLE_DEFINITION" or "SCHEMA" or "SCALAR" or "OBJECT" or "FIELD_DEFINITION" or "ARGUMENT_DEFINITION" or "INTERFACE"
        or "UNION" or "ENUM" or "ENUM_VALUE" or "INPUT_OBJECT" or "INPUT_FIELD_DEFINITION";

    private readonly void RefuseEmptyExtension(bool isEmpty)
    {
        if (isEmpty)
            throw Unexpected();
    }
}
