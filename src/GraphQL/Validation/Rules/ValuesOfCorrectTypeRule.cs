using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Literals fit the type that is expected of them (spec 5.6.1, 5.6.2, 5.6.4, 5.6.5).</summary>
internal sealed class ValuesOfCorrectTypeRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Skipped>();
        rules.LiteralEntered.Add((context, value) =>
        {
            var skipped = context.State(state);
            if (value.Start >= skipped.Until && context.InputType is { } type && !Check(context, value, type))
                skipped.Until = value.End;
        });
        rules.ObjectFieldEntered.Add((context, field) =>
        {
            if (field.Start < context.State(state).Until || context.ParentInputType is not { } parent || context.InputType is not null)
                return;
            var name = field.Name.Value;
            var suggestions = context.Options.Suggestions ? Suggestions.For(name, parent.Fields.Select(f => f.Name)) : [];
            context.Report($"Field \"{name}\" is not defined by type \"{parent}\"." + Suggestions.DidYouMean(suggestions), field.Start);
        });
    }

    /// <summary>Checks a literal without what is inside; false if there is no point in looking at that.</summary>
    private static bool Check(ValidationContext context, ValueNode value, GraphQLType type)
    {
        switch (value)
        {
            case NullValueNode:
                if (type is NonNullType)
                    context.Report($"Expected value of type \"{type}\", found null.", value.Start);
                return true;
            case ListValueNode when type.IsList:
                return true;
            case ObjectValueNode literal when type.Named is InputObjectType input:
                CheckObject(context, literal, input);
                return true;
            default:
                CheckLeaf(context, value, type);
                return false;
        }
    }

    private static void CheckObject(ValidationContext context, ObjectValueNode literal, InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !Gives(literal, field.Name))
                context.Report($"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.", literal.Start);
        }

        if (!type.IsOneOf)
            return;
        var first = literal.Fields.IsEmpty ? null : literal.Fields[0];
        if (first is null || literal.Fields.Any(f => f.Name.Value != first.Name.Value))
            context.Report($"OneOf Input Object \"{type}\" must specify exactly one key.", literal.Start);
        else if (literal.Fields[^1].Value is NullValueNode)
            context.Report($"Field \"{type}.{first.Name.Value}\" must be non-null.", literal.Start);
    }

    private static bool Gives(ObjectValueNode literal, string name)
    {
        foreach (var field in literal.Fields)
        {
            if (field.Name.Value == name)
                return true;
        }

        return false;
    }

    private static void CheckLeaf(ValidationContext context, ValueNode value, GraphQLType type)
    {
        switch (type.Named)
        {
            case ScalarType scalar:
                // What variables inside stand for is not known yet; such a literal is read when the operation runs. But no list and no
                // object is a value of a specified scalar, whatever is in it.
                if ((BuiltInScalars.IsSpecified(scalar) || !HasVariables(value)) && !scalar.TryReadLiteral(value, out _, out var error))
                    context.Report(error, value.Start);
                break;
            case EnumType enumType:
                CheckEnum(context, value, enumType);
                break;
            default:
                var expected = value is ListValueNode ? type.Nullable : type;
                context.Report($"Expected value of type \"{expected}\", found {AbbreviatedText.Of(value)}.", value.Start);
                break;
        }
    }

    private static void CheckEnum(ValidationContext context, ValueNode value, EnumType type)
    {
        string problem;
        string name;
        if (value is EnumValueNode literal)
        {
            if (type.FindByName(literal.Value) is not null)
                return;
            name = literal.Value;
            problem = $"Value \"{name}\" does not exist in \"{type}\" enum.";
        }
        else
        {
            name = AbbreviatedText.Of(value);
            problem = $"Enum \"{type}\" cannot represent non-enum value: {name}.";
        }

        var suggestions = context.Options.Suggestions ? Suggestions.For(name, type.Values.Select(v => v.Name)) : [];
        context.Report(problem + Suggestions.DidYouMean(suggestions, "the enum value "), value.Start);
    }

    private static bool HasVariables(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(HasVariables),
        ObjectValueNode literal => literal.Fields.Any(f => HasVariables(f.Value)),
        _ => false,
    };

    /// <summary>The byte offset up to which values lie inside one that was refused as a whole.</summary>
    private sealed class Skipped
    {
        public int Until { get; set; }
    }
}
