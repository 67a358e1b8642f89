using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>A variable's type fits every place where it is used (spec 5.8.5).</summary>
internal sealed class VariablesInAllowedPositionRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.DocumentLeft.Add(static (context, _) =>
    {
        foreach (var walked in context.Operations)
        {
            foreach (var usage in context.UsagesOf(walked))
            {
                if (usage.Type is { } type && walked.FindVariable(usage.Node.Name.Value) is { } variable)
                    Check(context, walked, variable, usage, type);
            }
        }
    });

    private static void Check(ValidationContext context, WalkedOperation walked, VariableDefinitionNode variable, VariableUsage usage, GraphQLType expected)
    {
        if (!IsKnown(context, variable.Type))
            return;
        var name = variable.Variable.Name.Value;
        if (!IsAllowed(variable, expected, usage.HasDefault))
        {
            context.Report(
                walked.LeftPosition,
                $"Variable \"${name}\" of type \"{context.ResolveType(variable.Type)}\" used in position expecting type \"{expected}\".",
                variable.Start,
                usage.Node.Start);
        }

        if (usage.OneOf is { } oneOf && variable.Type is not NonNullTypeNode)
        {
            context.Report(
                walked.LeftPosition,
                $"Variable \"${name}\" is of type \"{context.ResolveType(variable.Type)}\" but must be non-nullable to be used for OneOf Input Object \"{oneOf}\".",
                variable.Start,
                usage.Node.Start);
        }
    }

    /// <summary>IsVariableUsageAllowed of the specification: a default on either side makes up for a nullable variable.</summary>
    private static bool IsAllowed(VariableDefinitionNode variable, GraphQLType expected, bool hasDefault)
    {
        if (expected is NonNullType nonNull && variable.Type is not NonNullTypeNode)
            return (hasDefault || variable.DefaultValue is not (null or NullValueNode)) && Fits(variable.Type, nonNull.OfType);
        return Fits(variable.Type, expected);
    }

    private static bool Fits(TypeNode given, GraphQLType expected) => (given, expected) switch
    {
        (NonNullTypeNode g, NonNullType e) => Fits(g.Type, e.OfType),
        (_, NonNullType) => false,
        (NonNullTypeNode g, _) => Fits(g.Type, expected),
        (ListTypeNode g, ListType e) => Fits(g.Type, e.OfType),
        (NamedTypeNode g, NamedType e) => g.Name.Value == e.Name,
        _ => false,
    };

    private static bool IsKnown(ValidationContext context, TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => IsKnown(context, nonNull.Type),
        ListTypeNode list => IsKnown(context, list.Type),
        _ => context.FindType(((NamedTypeNode)type).Name.Value) is not null,
    };
}
