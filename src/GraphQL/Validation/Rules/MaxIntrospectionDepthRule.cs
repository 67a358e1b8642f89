using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Introspection does not nest its lists deeply: their sizes multiply.</summary>
internal sealed class MaxIntrospectionDepthRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Search>();
        rules.FieldEntered.Add((context, field) =>
        {
            if (field.SelectionSet is { } set && field.Name.Value is "__schema" or "__type" && context.State(state).Exceeds(context, set))
                context.ReportLimit("Maximum introspection depth exceeded", field.Start);
        });
    }

    private sealed class Search
    {
        private readonly Dictionary<string, int> checkedAt = [];
        private readonly Stack<(SelectionSetNode Set, int Lists)> pending = new();

        /// <summary>Whether lists nest deeper than allowed, fragments expanded; every fragment is searched again only from greater depth.</summary>
        public bool Exceeds(ValidationContext context, SelectionSetNode root)
        {
            pending.Clear();
            pending.Push((root, 0));
            while (pending.TryPop(out var current))
            {
                context.SpendFragmentWork(1);
                foreach (var selection in current.Set.Selections)
                {
                    var lists = current.Lists;
                    switch (selection)
                    {
                        case FieldNode { SelectionSet: { } set } field:
                            if (field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields")
                                lists++;
                            if (lists > context.Limits.MaxIntrospectionDepth)
                                return true;
                            pending.Push((set, lists));
                            break;
                        case InlineFragmentNode inline:
                            pending.Push((inline.SelectionSet, lists));
                            break;
                        case FragmentSpreadNode spread:
                            var name = spread.Name.Value;
                            if ((checkedAt.TryGetValue(name, out var depth) && depth >= lists) || context.Fragments.Find(name) is not { } fragment)
                                break;
                            checkedAt[name] = lists;
                            pending.Push((fragment.SelectionSet, lists));
                            break;
                    }
                }
            }

            return false;
        }
    }
}
