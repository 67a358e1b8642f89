using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>A fragment does not contain itself (spec 5.5.2.2).</summary>
internal sealed class NoFragmentCyclesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Search>();
        rules.FragmentEntered.Add((context, fragment) => context.State(state).From(context, fragment));
    }

    /// <summary>A depth-first search through spreads; every fragment is searched once.</summary>
    private sealed class Search
    {
        private readonly HashSet<string> visited = [];
        private readonly List<FragmentSpreadNode> path = [];
        private readonly Dictionary<string, int> pathIndexes = [];
        private readonly Stack<(FragmentDefinitionNode Fragment, int Next)> pending = new();

        public void From(ValidationContext context, FragmentDefinitionNode root)
        {
            Enter(root);
            while (pending.TryPop(out var current))
            {
                var spreads = context.Fragments.SpreadsIn(current.Fragment.SelectionSet);
                if (current.Next > 0)
                    path.RemoveAt(path.Count - 1);
                if (current.Next == spreads.Count)
                {
                    pathIndexes.Remove(current.Fragment.Name.Value);
                    continue;
                }

                var spread = spreads[current.Next];
                pending.Push((current.Fragment, current.Next + 1));
                path.Add(spread);
                if (pathIndexes.TryGetValue(spread.Name.Value, out var start))
                    Report(context, start);
                else if (context.Fragments.Find(spread.Name.Value) is { } inner)
                    Enter(inner);
            }
        }

        private void Enter(FragmentDefinitionNode fragment)
        {
            if (!visited.Add(fragment.Name.Value))
                return;
            pathIndexes[fragment.Name.Value] = path.Count;
            pending.Push((fragment, 0));
        }

        private void Report(ValidationContext context, int start)
        {
            var cycle = path[start..];
            var via = string.Join(", ", cycle.SkipLast(1).Select(s => $"\"{s.Name.Value}\""));
            context.Report(
                $"Cannot spread fragment \"{cycle[^1].Name.Value}\" within itself" + (via.Length > 0 ? $" via {via}." : "."),
                [.. cycle.Select(s => s.Start)]);
        }
    }
}
