using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>
/// An operation behind the walk. What its variables must be is known only when all fragments have been walked, but errors about them
/// belong to the operation: hence the positions.
/// </summary>
/// <param name="Operation">The operation.</param>
/// <param name="EnteredPosition">Where errors belong that are found when it is entered.</param>
/// <param name="LeftPosition">Where errors belong that are found when it is left.</param>
/// <param name="FirstUsage">Index of its first variable usage.</param>
/// <param name="EndOfUsages">Index behind its last variable usage.</param>
internal readonly record struct WalkedOperation(OperationDefinitionNode Operation, int EnteredPosition, int LeftPosition, int FirstUsage, int EndOfUsages)
{
    /// <summary>The definition of a variable, the last one if there are several; null if there is none.</summary>
    public VariableDefinitionNode? FindVariable(string name)
    {
        var definitions = Operation.VariableDefinitions;
        for (var i = definitions.Length - 1; i >= 0; i--)
        {
            if (definitions[i].Variable.Name.Value == name)
                return definitions[i];
        }

        return null;
    }
}
