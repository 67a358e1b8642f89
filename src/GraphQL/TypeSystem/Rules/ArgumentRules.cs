using System.Collections.Immutable;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Arguments of fields and directives: input types, names that differ, defaults that fit, no deprecation of what must be given.</summary>
internal static class ArgumentRules
{
    /// <param name="owner">The field or directive as messages call it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="findings">Where findings go.</param>
    public static void Check(string owner, ImmutableArray<InputValue> arguments, SchemaFindings findings)
    {
        foreach (var argument in arguments)
        {
            var name = $"{owner}({argument.Name}:)";
            NameRules.Check(argument.Name, argument.SyntaxNode, findings);
            if (!argument.Type.IsInputType)
                findings.Add($"The type of {name} must be Input Type but got: {argument.Type}.", owner[0] == '@' ? argument.SyntaxNode : argument.SyntaxNode?.Type);
            if (argument.IsRequired && argument.DeprecationReason is not null)
            {
                findings.Add(
                    $"Required argument {name} cannot be deprecated.",
                    SchemaFindings.Deprecated(argument.SyntaxNode?.Directives),
                    argument.SyntaxNode?.Type);
            }

            DefaultValueRules.Check(name, argument, findings);
        }

        foreach (var repeated in NameRules.Repeated(arguments.Select(a => a.Name)))
            findings.Add($"Argument \"{owner}({repeated}:)\" can only be defined once.", arguments.Where(a => a.Name == repeated).Select(a => a.SyntaxNode));
    }
}
