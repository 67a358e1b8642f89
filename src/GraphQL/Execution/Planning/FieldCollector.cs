using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>CollectFields (spec 6.3.2): the fields of selection sets that apply to an object type, merged by response name in order of first appearance.</summary>
internal sealed class FieldCollector(Schema schema, FragmentTable fragments, IncludeConditions conditions, ulong mask)
{
    /// <exception cref="GraphQLException">Fragments are nested too deeply to be followed.</exception>
    public List<CollectedField> Collect(ObjectType type, ReadOnlySpan<SelectionSetNode> sets)
    {
        var collected = new Collected(type, sets.Length == 1 ? sets[0].Selections.Length : 0);
        foreach (var set in sets)
            Collect(collected, set);
        return collected.Fields;
    }

    private void Collect(Collected collected, SelectionSetNode set)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new GraphQLException(ErrorCodes.LimitExceeded, "Fragments are nested too deeply.");
        foreach (var selection in set.Selections)
        {
            if (selection.Directives.Length > 0 && !conditions.Includes(selection.Directives, mask))
                continue;
            switch (selection)
            {
                case FieldNode field:
                    collected.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, collected.Type):
                    Collect(collected, inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when collected.Visit(spread.Name.Value):
                    var fragment = fragments[spread.Name.Value];
                    if (Applies(fragment.TypeCondition, collected.Type))
                        Collect(collected, fragment.SelectionSet);
                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null || condition.Name.Value == type.Name || (schema.FindType(condition.Name.Value) is { } conditionType && schema.IsSubType(conditionType, type));

    private sealed class Collected(ObjectType type, int capacity)
    {
        // Below this many fields a scan is quicker than a hash table.
        private const int ScanLimit = 8;

        private HashSet<string>? visited;
        private Dictionary<string, int>? index;

        public ObjectType Type { get; } = type;

        public List<CollectedField> Fields { get; } = new(capacity);

        public bool Visit(string fragment) => (visited ??= []).Add(fragment);

        public void Add(FieldNode field)
        {
            var name = field.ResponseName;
            var at = Find(name);
            if (at >= 0)
            {
                CollectionsMarshal.AsSpan(Fields)[at].Merge(field);
                return;
            }

            index?.Add(name, Fields.Count);
            Fields.Add(new CollectedField(name, field));
        }

        private int Find(string name)
        {
            if (Fields.Count >= ScanLimit && index is null)
            {
                index = new Dictionary<string, int>(Math.Max(Fields.Capacity, ScanLimit * 2));
                for (var i = 0; i < Fields.Count; i++)
                    index.Add(Fields[i].ResponseName, i);
            }

            if (index is not null)
                return index.TryGetValue(name, out var known) ? known : -1;
            for (var i = 0; i < Fields.Count; i++)
            {
                if (Fields[i].ResponseName == name)
                    return i;
            }

            return -1;
        }
    }
}
