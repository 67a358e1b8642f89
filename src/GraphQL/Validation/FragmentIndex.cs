using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>The fragments of a document by name, and who spreads whom. Of fragments with the same name the last one counts.</summary>
internal sealed class FragmentIndex
{
    private readonly ValidationContext context;
    private readonly Dictionary<string, FragmentDefinitionNode>? byName;
    private readonly Dictionary<SelectionSetNode, IReadOnlyList<FragmentSpreadNode>> spreads = [];

    public FragmentIndex(ValidationContext context)
    {
        this.context = context;
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
                (byName ??= [])[fragment.Name.Value] = fragment;
        }
    }

    public int Count => byName?.Count ?? 0;

    public FragmentDefinitionNode? Find(string name) => byName?.GetValueOrDefault(name);

    /// <summary>The spreads inside a selection set at any depth, outer ones first, fragments not followed.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode set)
    {
        if (spreads.TryGetValue(set, out var known))
            return known;
        List<FragmentSpreadNode>? found = null;
        var pending = new Stack<SelectionSetNode>();
        pending.Push(set);
        while (pending.TryPop(out var current))
        {
            foreach (var selection in current.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread:
                        (found ??= []).Add(spread);
                        break;
                    case FieldNode { SelectionSet: { } inner }:
                        pending.Push(inner);
                        break;
                    case InlineFragmentNode inline:
                        pending.Push(inline.SelectionSet);
                        break;
                }
            }
        }

        return spreads[set] = found ?? (IReadOnlyList<FragmentSpreadNode>)[];
    }

    /// <summary>The fragments that selection sets spread, directly or through other fragments, each once in order of discovery.</summary>
    public IReadOnlyList<FragmentDefinitionNode> ReachableFrom(IEnumerable<SelectionSetNode> sets)
    {
        if (byName is null)
            return [];
        var reached = new List<FragmentDefinitionNode>();
        var names = new HashSet<string>();
        foreach (var set in sets)
            Add(set);
        for (var i = 0; i < reached.Count; i++)
            Add(reached[i].SelectionSet);
        return reached;

        void Add(SelectionSetNode set)
        {
            var found = SpreadsIn(set);
            context.SpendFragmentWork(found.Count);
            foreach (var spread in found)
            {
                if (names.Add(spread.Name.Value) && Find(spread.Name.Value) is { } fragment)
                    reached.Add(fragment);
            }
        }
    }
}
