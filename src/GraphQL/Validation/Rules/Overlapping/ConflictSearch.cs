using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>
/// Compares fields pair by pair to name those in conflict, in the order and with the words of the reference implementation. Runs only
/// on documents that are refused anyway; when its budget is used up, the conflict that is known already stands for the rest.
/// </summary>
internal sealed class ConflictSearch(ValidationContext context, Conflict known)
{
    private const int WorkBudget = 200_000;

    private readonly FieldComparison comparison = new();
    private readonly Dictionary<(SelectionSetNode Set, NamedType? Parent), FieldMap> maps = [];
    private readonly Dictionary<(FieldMap Map, string Fragment), bool> comparedWithFragment = [];
    private readonly Dictionary<(string Fragment1, string Fragment2), bool> comparedFragments = [];
    private int ownWork;
    private bool hasReported;

    /// <summary>Reports the conflicts within a selection set, its inline fragments and the fragments it spreads.</summary>
    public void Report(SelectionSetNode set)
    {
        if (IsExhausted)
            return;
        // One more than is shown, so that going over the limit is noticed.
        var conflicts = new ConflictList(context.Limits.MaxErrors == int.MaxValue ? int.MaxValue : context.Limits.MaxErrors + 1);
        FindWithin(MapOf(set, context.ParentType), conflicts);
        foreach (var conflict in conflicts.Items)
        {
            hasReported = true;
            conflict.Report(context);
        }
    }

    /// <summary>Reports the known conflict if the search has ended without finding one.</summary>
    public void ReportAtLeastOne()
    {
        if (!hasReported)
            known.Report(context);
    }

    private bool IsExhausted => ownWork + comparison.Steps > WorkBudget;

    private bool Spend()
    {
        ownWork++;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            ownWork = WorkBudget + 1;
        return !IsExhausted;
    }

    private void FindWithin(FieldMap map, ConflictList conflicts)
    {
        foreach (var (_, fields) in map.Fields)
        {
            for (var i = 0; i < fields.Count && !conflicts.IsFull; i++)
            {
                for (var j = i + 1; j < fields.Count && !conflicts.IsFull; j++)
                    Compare(fields[i], fields[j], areExclusive: false, conflicts);
            }
        }

        for (var i = 0; i < map.Fragments.Count; i++)
        {
            CompareWithFragment(map, map.Fragments[i], areExclusive: false, conflicts);
            for (var j = i + 1; j < map.Fragments.Count; j++)
                CompareFragments(map.Fragments[i], map.Fragments[j], areExclusive: false, conflicts);
        }
    }

    private void CompareWithFragment(FieldMap map, string fragmentName, bool areExclusive, ConflictList conflicts)
    {
        if (!Spend() || map.Fields.Count == 0 || !IsNew(comparedWithFragment, (map, fragmentName), areExclusive))
            return;
        if (context.Fragments.Find(fragmentName) is not { } fragment)
            return;
        var inner = MapOf(fragment);
        if (ReferenceEquals(map, inner))
            return;
        CompareMaps(map, inner, areExclusive, conflicts);
        foreach (var next in inner.Fragments)
            CompareWithFragment(map, next, areExclusive, conflicts);
    }

    private void CompareFragments(string name1, string name2, bool areExclusive, ConflictList conflicts)
    {
        if (!Spend() || name1 == name2)
            return;
        var pair = string.CompareOrdinal(name1, name2) < 0 ? (name1, name2) : (name2, name1);
        if (!IsNew(comparedFragments, pair, areExclusive))
            return;
        if (context.Fragments.Find(name1) is not { } fragment1 || context.Fragments.Find(name2) is not { } fragment2)
            return;
        var map1 = MapOf(fragment1);
        var map2 = MapOf(fragment2);
        CompareMaps(map1, map2, areExclusive, conflicts);
        foreach (var next in map2.Fragments)
            CompareFragments(name1, next, areExclusive, conflicts);
        foreach (var next in map1.Fragments)
            CompareFragments(next, name2, areExclusive, conflicts);
    }

    /// <summary>Whether a comparison is still to be made: one that saw no exclusive parents covers one that does.</summary>
    private static bool IsNew<T>(Dictionary<T, bool> compared, T key, bool areExclusive)
        where T : notnull
    {
        if (compared.TryGetValue(key, out var before) && (areExclusive || !before))
            return false;
        compared[key] = areExclusive;
        return true;
    }

    private void CompareMaps(FieldMap map1, FieldMap map2, bool areExclusive, ConflictList conflicts)
    {
        foreach (var (name, fields1) in map1.Fields)
        {
            if (!Spend())
                return;
            if (!map2.Fields.TryGetValue(name, out var fields2))
                continue;
            foreach (var field1 in fields1)
            {
                foreach (var field2 in fields2)
                    Compare(field1, field2, areExclusive, conflicts);
            }
        }
    }

    private void Compare(SelectedField field1, SelectedField field2, bool areExclusive, ConflictList conflicts)
    {
        if (conflicts.IsFull || !Spend())
            return;
        var (node1, node2) = (field1.Node, field2.Node);
        areExclusive |= field1.Parent is ObjectType && field2.Parent is ObjectType && !ReferenceEquals(field1.Parent, field2.Parent);
        if (!areExclusive && node1.Name.Value != node2.Name.Value)
        {
            conflicts.Add(Conflict.DifferentFields(node1, node2));
        }
        else if (!areExclusive && !comparison.SameArguments(node1.Arguments, node2.Arguments))
        {
            conflicts.Add(Conflict.DifferentArguments(node1, node2));
        }
        else if (field1.Type is { } type1 && field2.Type is { } type2 && comparison.TypesConflict(type1, type2))
        {
            conflicts.Add(Conflict.Between(node1, node2, $"they return conflicting types \"{type1}\" and \"{type2}\""));
        }
        else if (node1.SelectionSet is { } set1 && node2.SelectionSet is { } set2)
        {
            var inside = new ConflictList(ConflictList.InnerLimit);
            CompareSets(MapOf(set1, field1.Type?.Named), MapOf(set2, field2.Type?.Named), areExclusive, inside);
            if (inside.Items.Count > 0)
                conflicts.Add(Conflict.Inside(node1, node2, inside.Items));
        }
    }

    private void CompareSets(FieldMap map1, FieldMap map2, bool areExclusive, ConflictList conflicts)
    {
        CompareMaps(map1, map2, areExclusive, conflicts);
        foreach (var fragment in map2.Fragments)
            CompareWithFragment(map1, fragment, areExclusive, conflicts);
        foreach (var fragment in map1.Fragments)
            CompareWithFragment(map2, fragment, areExclusive, conflicts);
        foreach (var fragment1 in map1.Fragments)
        {
            foreach (var fragment2 in map2.Fragments)
                CompareFragments(fragment1, fragment2, areExclusive, conflicts);
        }
    }

    private FieldMap MapOf(FragmentDefinitionNode fragment) => MapOf(fragment.SelectionSet, context.FindType(fragment.TypeCondition.Name.Value));

    private FieldMap MapOf(SelectionSetNode set, NamedType? parent)
    {
        if (maps.TryGetValue((set, parent), out var known))
            return known;
        var map = new FieldMap();
        map.Collect(context, set, parent);
        return maps[(set, parent)] = map;
    }

    private readonly record struct SelectedField(FieldNode Node, NamedType? Parent, GraphQLType? Type);

    /// <summary>The fields of a selection set and its inline fragments by response name, and the fragments it spreads.</summary>
    private sealed class FieldMap
    {
        public OrderedDictionary<string, List<SelectedField>> Fields { get; } = [];

        public List<string> Fragments { get; } = [];

        public void Collect(ValidationContext context, SelectionSetNode set, NamedType? parent)
        {
            var spread = new HashSet<string>();
            Collect(set, parent);

            void Collect(SelectionSetNode current, NamedType? type)
            {
                foreach (var selection in current.Selections)
                {
                    switch (selection)
                    {
                        case FieldNode field:
                            var name = field.ResponseName;
                            var definition = (type as FieldsType)?.FindField(field.Name.Value);
                            (Fields.TryGetValue(name, out var list) ? list : Fields[name] = []).Add(new SelectedField(field, type, definition?.Type));
                            break;
                        case FragmentSpreadNode { Name.Value: var fragment } when spread.Add(fragment):
                            Fragments.Add(fragment);
                            break;
                        case InlineFragmentNode inline:
                            Collect(inline.SelectionSet, inline.TypeCondition is { } condition ? context.FindType(condition.Name.Value) : type);
                            break;
                    }
                }
            }
        }
    }
}
