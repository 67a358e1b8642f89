using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>Tells whether an operation asks for the schema.</summary>
internal static class IntrospectionSearch
{
    public static bool IsIn(SelectionSetNode root, FragmentTable fragments)
    {
        var seen = new HashSet<string>();
        var pending = new Stack<SelectionSetNode>([root]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FieldNode { Name.Value: "__schema" or "__type" }:
                        return true;
                    case InlineFragmentNode inline:
                        pending.Push(inline.SelectionSet);
                        break;
                    case FragmentSpreadNode spread when seen.Add(spread.Name.Value):
                        pending.Push(fragments[spread.Name.Value].SelectionSet);
                        break;
                }
            }
        }

        return false;
    }
}
