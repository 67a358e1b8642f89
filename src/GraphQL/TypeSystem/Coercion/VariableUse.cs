using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>Tells whether values depend on variables; those that do not can be coerced once, when an operation is planned.</summary>
public static class VariableUse
{
    /// <summary>Whether a variable stands anywhere in the literal.</summary>
    public static bool IsIn(ValueNode literal)
    {
        switch (literal)
        {
            case VariableNode:
                return true;
            case ListValueNode list:
                foreach (var item in list.Items)
                {
                    if (IsIn(item))
                        return true;
                }

                return false;
            case ObjectValueNode value:
                foreach (var field in value.Fields)
                {
                    if (IsIn(field.Value))
                        return true;
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>Whether a variable stands anywhere in the arguments.</summary>
    public static bool IsIn(ImmutableArray<ArgumentNode> arguments)
    {
        foreach (var argument in arguments)
        {
            if (IsIn(argument.Value))
                return true;
        }

        return false;
    }
}
