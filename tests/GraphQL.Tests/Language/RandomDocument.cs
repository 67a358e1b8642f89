using System.Globalization;
using System.Text;

namespace CrmGraph.GraphQL.Tests.Language;

/// <summary>
/// Writes documents that are correct syntax and mean nothing: every production, every way to write a token, with ignored tokens
/// strewn in between. The same seed writes the same documents.
/// </summary>
internal sealed class RandomDocument(int seed)
{
    private static readonly string[] Names =
    [
        "id", "name", "lead", "Lead", "Opportunity", "stage", "_x1", "on2", "query", "type", "fragment", "input", "extend", "repeatable",
        "implements", "amountInCompanyCurrency", "a", "B9", "__typename", "schema", "subscription", "truely", "nullable",
    ];

    private static readonly string[] Locations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE",
        "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    private static readonly string[] Ignored =
        [" ", " ", " ", "\n", "\n  ", ",", ", ", "\t", "\r\n", "\r", " # Notiz: { \"…\" 客户\n", "\uFEFF", " #\n"];

    private static readonly string[] Characters =
    [
        "a", "Z", "0", " ", "  ", "é", "客户", "🙂", "'", "/", "#", "{", "}", ",", "$", "\t", "\u007F", "\u0085", "\u2028",
        "\\n", "\\t", "\\r", "\\b", "\\f", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9", "\\uD83D\\uDE42", "\\u{1F642}", "\\u{0}", "\\u{00061}",
    ];

    private static readonly string[] BlockCharacters =
        ["a", "Z", " ", "  ", "\t", "\n", "\n", "\n  ", "\r\n", "\r", "é", "客户", "🙂", "\\", "\\\"\"\"", "\" ", "'", "#", "\\n", "\\u0041"];

    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>A document of operations and fragments.</summary>
    public string Executable() => Document(ExecutableDefinition);

    /// <summary>A document of type-system definitions and extensions.</summary>
    public string TypeSystem() => Document(TypeSystemDefinition);

    /// <summary>A value of any kind; without variables if <paramref name="isConst"/>.</summary>
    public string ValueText(bool isConst)
    {
        text.Clear();
        Value(isConst);
        return text.ToString();
    }

    private string Document(Action definition)
    {
        text.Clear();
        depth = 0;
        text.Append(Chance(20) ? "\uFEFF" : "");
        Many(1, 4, definition);
        return text.ToString();
    }

    private void ExecutableDefinition()
    {
        if (Chance(25))
        {
            SelectionSet();
        }
        else if (Chance(30))
        {
            Description();
            Token("fragment");
            Name("on");
            Token("on");
            Name();
            Directives(false);
            SelectionSet();
        }
        else
        {
            Description();
            Token(Pick("query", "mutation", "subscription"));
            if (Chance(60))
                Name();
            Optional(40, () => List("(", VariableDefinition, ")"));
            Directives(false);
            SelectionSet();
        }
    }

    private void VariableDefinition()
    {
        Description();
        Variable();
        Token(":");
        Type();
        Default();
        Directives(true);
    }

    private void SelectionSet()
    {
        depth++;
        List("{", Selection, "}");
        depth--;
    }

    private void Selection()
    {
        if (Chance(15))
        {
            Token("...");
            Name("on");
            Directives(false);
        }
        else if (Chance(15) && depth < 5)
        {
            Token("...");
            Optional(60, () =>
            {
                Token("on");
                Name();
            });
            Directives(false);
            SelectionSet();
        }
        else
        {
            Name();
            Optional(25, () =>
            {
                Token(":");
                Name();
            });
            Optional(35, () => List("(", () => Argument(false), ")"));
            Directives(false);
            if (depth < 5 && Chance(35))
                SelectionSet();
        }
    }

    private void Argument(bool isConst)
    {
        Name();
        Token(":");
        Value(isConst);
    }

    private void Directives(bool isConst)
    {
        while (Chance(15))
        {
            Token("@");
            Name();
            Optional(50, () => List("(", () => Argument(isConst), ")"));
        }
    }

    private void Variable()
    {
        Token("$");
        Name();
    }

    private void Type()
    {
        if (Chance(30))
        {
            Token("[");
            Type();
            Token("]");
        }
        else
        {
            Name();
        }

        Optional(30, () => Token("!"));
    }

    private void Value(bool isConst)
    {
        switch (random.Next(isConst ? 1 : 0, depth < 6 ? 11 : 9))
        {
            case 0:
                Variable();
                break;
            case 1:
            case 2:
                Token(Pick("0", "-0", "7", "-12", "2147483648", "98765432109876543210"));
                break;
            case 3:
                Token(Pick("0.0", "-1.50", "3e8", "6.02E+23", "1e-7", "0e0"));
                break;
            case 4:
            case 5:
                StringToken();
                break;
            case 6:
                Token(Pick("true", "false"));
                break;
            case 7:
                Token("null");
                break;
            case 8:
                Name("true", "false", "null");
                break;
            case 9:
                Nested("[", () => Value(isConst), "]");
                break;
            default:
                Nested("{", () => Argument(isConst), "}");
                break;
        }
    }

    private void Nested(string open, Action item, string close)
    {
        depth++;
        Token(open);
        Many(0, 4, item);
        Token(close);
        depth--;
    }

    private void TypeSystemDefinition()
    {
        var isExtension = Chance(25);
        if (isExtension)
            Token("extend");
        else
            Description();
        switch (random.Next(isExtension ? 7 : 8))
        {
            case 0:
                Token("schema");
                Directives(true);
                List("{", OperationType, "}");
                break;
            case 1:
                Token("scalar");
                Name();
                if (isExtension)
                    Token("@extended");
                Directives(true);
                break;
            case 2:
            case 3:
                Token(Pick("type", "interface"));
                Name();
                Optional(40, () =>
                {
                    Token("implements");
                    Separated("&", () => Name());
                });
                Directives(true);
                if (isExtension || Chance(85))
                    List("{", FieldDefinition, "}");
                break;
            case 4:
                Token("union");
                Name();
                Directives(true);
                if (isExtension || Chance(85))
                {
                    Token("=");
                    Separated("|", () => Name());
                }

                break;
            case 5:
                Token("enum");
                Name();
                Directives(true);
                if (isExtension || Chance(85))
                    List("{", EnumValueDefinition, "}");
                break;
            case 6:
                Token("input");
                Name();
                Directives(true);
                if (isExtension || Chance(85))
                    List("{", InputValueDefinition, "}");
                break;
            default:
                Token("directive");
                Token("@");
                Name();
                Optional(50, () => List("(", InputValueDefinition, ")"));
                Optional(30, () => Token("repeatable"));
                Token("on");
                Separated("|", () => Token(Pick(Locations)));
                break;
        }
    }

    private void OperationType()
    {
        Token(Pick("query", "mutation", "subscription"));
        Token(":");
        Name();
    }

    private void FieldDefinition()
    {
        Description();
        Name();
        Optional(35, () => List("(", InputValueDefinition, ")"));
        Token(":");
        Type();
        Directives(true);
    }

    private void InputValueDefinition()
    {
        Description();
        Name();
        Token(":");
        Type();
        Default();
        Directives(true);
    }

    private void EnumValueDefinition()
    {
        Description();
        Name("true", "false", "null");
        Directives(true);
    }

    private void Default() => Optional(30, () =>
    {
        Token("=");
        Value(true);
    });

    private void Description() => Optional(15, StringToken);

    private void StringToken()
    {
        var isBlock = Chance(40);
        var content = string.Concat(Enumerable.Range(0, random.Next(Chance(10) ? 60 : 8)).Select(_ => Pick(isBlock ? BlockCharacters : Characters)));
        if (!isBlock)
            Token($"\"{content}\"");
        else
            // A quote or backslash in front of the closing quotes would belong to them.
            Token($"\"\"\"{content}{(content.EndsWith('\\') ? " " : "")}\"\"\"");
    }

    private void List(string open, Action item, string close)
    {
        Token(open);
        Many(1, 4, item);
        Token(close);
    }

    private void Separated(string separator, Action item)
    {
        Optional(30, () => Token(separator));
        item();
        Many(0, 3, () =>
        {
            Token(separator);
            item();
        });
    }

    private void Many(int least, int most, Action item)
    {
        for (var count = random.Next(least, most + 1); count > 0; count--)
            item();
    }

    private void Name(params string[] except)
    {
        var name = Chance(20) ? "n" + random.Next(1000).ToString(CultureInfo.InvariantCulture) : Pick(Names);
        Token(except.Contains(name) ? name + "_" : name);
    }

    private void Token(string token)
    {
        text.Append(token);
        if (char.IsLetterOrDigit(token[^1]) || token[^1] == '_' || token[^1] == '"' || Chance(10))
            text.Append(Pick(Ignored));
    }

    private void Optional(int percent, Action part)
    {
        if (Chance(percent))
            part();
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
