using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>
/// The variables that decide about <c>@skip</c> and <c>@include</c> in an operation. Their values together are a mask, and there is one
/// plan per mask: order and merging of fields can depend on what is included, so a plan that decides while it runs would have to merge
/// again for every request.
/// </summary>
internal sealed class IncludeConditions
{
    /// <summary>A mask has a bit per variable; operations with more conditions are refused.</summary>
    public const int MaxVariables = 64;

    private readonly List<VariableNode> variables = [];

    public IncludeConditions(OperationDefinitionNode operation, FragmentTable fragments)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                Add(selection.Directives);
                var child = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    FragmentSpreadNode spread when seen.Add(spread.Name.Value) => fragments[spread.Name.Value].SelectionSet,
                    _ => null,
                };
                if (child is not null)
                    pending.Push(child);
            }
        }
    }

    public int Count => variables.Count;

    /// <summary>The mask for a request's variables.</summary>
    public ulong Mask(VariableValues? values)
    {
        var mask = 0UL;
        for (var i = 0; i < variables.Count; i++)
        {
            if (values is not null && values.TryGet(variables[i].Name.Value, out var value) && value is true)
                mask |= 1UL << i;
        }

        return mask;
    }

    /// <summary>A condition whose variable is null: one that has a default, and was given null all the same. Null if there is none.</summary>
    public VariableNode? FindNull(VariableValues? values) =>
        variables.Find(v => values is not null && values.TryGet(v.Name.Value, out var value) && value is null);

    /// <summary>Whether a selection with these directives is part of the response under a mask (spec 3.13.1, 3.13.2).</summary>
    public bool Includes(ImmutableArray<DirectiveNode> directives, ulong mask)
    {
        foreach (var directive in directives)
        {
            if ((directive.Name.Value == "skip" && Evaluate(directive, mask)) || (directive.Name.Value == "include" && !Evaluate(directive, mask)))
                return false;
        }

        return true;
    }

    private bool Evaluate(DirectiveNode directive, ulong mask) => directive.Arguments[0].Value switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => (mask & (1UL << IndexOf(variable))) != 0,
        _ => false,
    };

    private void Add(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Value is "skip" or "include" && directive.Arguments is [{ Value: VariableNode variable }] && IndexOf(variable) < 0)
                variables.Add(variable);
        }
    }

    private int IndexOf(VariableNode variable) => variables.FindIndex(v => v.Name.Value == variable.Name.Value);
}
