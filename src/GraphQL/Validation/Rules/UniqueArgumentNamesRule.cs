using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>No two arguments of a field or directive have the same name (spec 5.4.2).</summary>
internal sealed class UniqueArgumentNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        rules.FieldEntered.Add(static (context, field) => Check(context, field.Arguments));
        rules.DirectiveEntered.Add(static (context, directive) => Check(context, directive.Arguments));
    }

    private static void Check(ValidationContext context, ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length > 1)
            RepeatedNames.Report(context, arguments, a => a.Name, name => $"There can be only one argument named \"{name}\".");
    }
}
