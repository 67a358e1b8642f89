using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>
/// Finds out whether a document has any fields that cannot be merged. Selection sets that answer one place of the response are looked
/// at together: their fields are grouped by response name once, repeated leaves are dropped at once, each group is compared with its
/// first member, and what a group selects is merged into one set for the next level. Sets of selection sets are remembered, so that
/// fragments which double each other are seen once. No recursion, because fragments can be chained as long as a document is.
/// </summary>
internal sealed class MergeCheck(ValidationContext context)
{
    /// <summary>Fields collected, sets merged and values compared before a document is refused with a limit.</summary>
    public const int WorkBudget = 200_000;

    // Up to this many fields, comparing names with each other is quicker than a table.
    private const int FewFields = 8;

    private readonly FieldComparison comparison = new();
    private readonly MergedSets seen = new();
    private readonly Stack<PendingSets> pending = new();
    private readonly Stack<TypedSet> collecting = new();
    private readonly Dictionary<FragmentDefinitionNode, int> fragmentSeenIn = [];
    private readonly List<TypedSet> merging = [];
    private Entry[] entries = [];
    private int[] buckets = [];
    private int entryCount;
    private int bucketCount;
    private int headCount;
    private int collection;
    private int ownWork;
    private Conflict? conflict;

    /// <summary>The work done so far, in units of <see cref="WorkBudget"/>.</summary>
    public int Work => ownWork + comparison.Steps;

    /// <summary>Some conflict of the document; null if there is none. Aborts the validation if that takes more work than allowed.</summary>
    public Conflict? FindConflict()
    {
        try
        {
            CheckAll();
            return conflict;
        }
        finally
        {
            Return(entries);
            Return(buckets);
            entries = [];
            buckets = [];
        }
    }

    private void CheckAll()
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode operation)
                Run(new TypedSet(operation.SelectionSet, context.Schema.RootType(operation.Operation)));
        }

        // What operations have reached has been looked at; the rest is unused but has to fit as well.
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment && !fragmentSeenIn.ContainsKey(fragment))
                Run(new TypedSet(fragment.SelectionSet, TypeOf(fragment.TypeCondition)));
        }
    }

    private void Run(TypedSet root)
    {
        if (conflict is not null)
            return;
        pending.Push(new PendingSets(root, null, IsShapeOnly: false));
        while (conflict is null && pending.TryPop(out var next))
        {
            if (next.Many is null && IsTrivial(next.One))
                continue;
            Collect(next);
            for (var i = 0; i < entryCount && conflict is null; i++)
            {
                if (entries[i].LastInGroup >= 0)
                    Check(i, next.IsShapeOnly);
            }
        }
    }

    /// <summary>Handles a small set of nothing but fields with different response names, which is what most sets are.</summary>
    private bool IsTrivial(TypedSet set)
    {
        var selections = set.Set.Selections;
        if (selections.Length > FewFields)
            return false;
        for (var i = 0; i < selections.Length; i++)
        {
            if (selections[i] is not FieldNode field)
                return false;
            for (var j = 0; j < i; j++)
            {
                if (((FieldNode)selections[j]).ResponseName == field.ResponseName)
                    return false;
            }
        }

        Spend(selections.Length);
        foreach (var selection in selections)
        {
            if (selection is FieldNode { SelectionSet: { } inner } field)
                Push(new TypedSet(inner, ChildType(set.Parent, field)));
        }

        return true;
    }

    private void Collect(PendingSets sets)
    {
        entryCount = headCount = 0;
        collection++;
        var expected = 0;
        if (sets.Many is null)
        {
            collecting.Push(sets.One);
            expected = sets.One.Set.Selections.Length;
        }
        else
        {
            foreach (var set in sets.Many)
            {
                collecting.Push(set);
                expected += set.Set.Selections.Length;
            }
        }

        Reset(expected);
        while (collecting.TryPop(out var set))
        {
            foreach (var selection in set.Set.Selections)
            {
                switch (selection)
                {
                    case FieldNode field:
                        Add(field, set.Parent);
                        break;
                    case InlineFragmentNode inline:
                        Spend(1);
                        collecting.Push(new TypedSet(inline.SelectionSet, inline.TypeCondition is { } condition ? TypeOf(condition) : set.Parent));
                        break;
                    case FragmentSpreadNode spread:
                        Spend(1);
                        if (context.Fragments.Find(spread.Name.Value) is not { } fragment
                            || (fragmentSeenIn.TryGetValue(fragment, out var last) && last == collection))
                            break;
                        fragmentSeenIn[fragment] = collection;
                        collecting.Push(new TypedSet(fragment.SelectionSet, TypeOf(fragment.TypeCondition)));
                        break;
                }
            }
        }
    }

    private void Add(FieldNode field, NamedType? parent)
    {
        Spend(1);
        var name = field.ResponseName;
        var hash = name.GetHashCode(StringComparison.Ordinal);
        ref var bucket = ref buckets[hash & (bucketCount - 1)];
        for (var i = bucket - 1; i >= 0; i = entries[i].NextInBucket)
        {
            if (entries[i].Hash != hash || entries[i].Field.ResponseName != name)
                continue;
            if (IsRepetition(field, parent, entries[i]))
                return;
            var added = AddEntry(field, parent);
            entries[entries[i].LastInGroup].NextInGroup = added;
            entries[i].LastInGroup = added;
            return;
        }

        var head = AddEntry(field, parent);
        entries[head].Hash = hash;
        entries[head].LastInGroup = head;
        entries[head].NextInBucket = bucket - 1;
        bucket = head + 1;
        if (++headCount > bucketCount)
            Rehash();
    }

    private bool IsRepetition(FieldNode field, NamedType? parent, in Entry first) =>
        field.SelectionSet is null
        && first.Field.SelectionSet is null
        && ReferenceEquals(parent, first.Parent)
        && field.Name.Value == first.Field.Name.Value
        && comparison.SameArguments(field.Arguments, first.Field.Arguments);

    private int AddEntry(FieldNode field, NamedType? parent)
    {
        if (entryCount == entries.Length)
            entries = Grow(entries, entryCount + 1);
        entries[entryCount] = new Entry { Field = field, Parent = parent, NextInGroup = -1, LastInGroup = -1, NextInBucket = -1 };
        return entryCount++;
    }

    private void Check(int head, bool isShapeOnly)
    {
        if (entries[head].NextInGroup < 0)
        {
            // A lone field's selections are checked strictly wherever else they are reached, and strict implies the shape.
            if (!isShapeOnly && entries[head].Field.SelectionSet is { } set)
                Push(new TypedSet(set, ChildType(entries[head].Parent, entries[head].Field)));
            return;
        }

        var objects = isShapeOnly ? null : DistinctObjects(head);
        if (objects is null)
        {
            if ((isShapeOnly || CheckSameField(head, null)) && CheckShape(head))
                Merge(head, null, isShapeOnly);
            return;
        }

        if (!CheckShape(head))
            return;

        // Fields of different object types are never asked of one object: they need the same shape only. Fields of abstract types
        // can meet with those of each object type.
        Merge(head, null, isShapeOnly: true);
        foreach (var type in objects)
        {
            if (CheckSameField(head, type))
                Merge(head, type, isShapeOnly: false);
        }
    }

    /// <summary>The object types among the parents of a group if there are several; null otherwise.</summary>
    private List<ObjectType>? DistinctObjects(int firstEntry)
    {
        ObjectType? only = null;
        List<ObjectType>? all = null;
        HashSet<ObjectType>? known = null;
        for (var i = firstEntry; i >= 0; i = entries[i].NextInGroup)
        {
            if (entries[i].Parent is not ObjectType type || ReferenceEquals(type, only))
                continue;
            if (only is null)
            {
                only = type;
                continue;
            }

            known ??= [only];
            all ??= [only];
            if (known.Add(type))
                all.Add(type);
        }

        return all;
    }

    private bool CheckShape(int firstEntry)
    {
        var reference = -1;
        GraphQLType? referenceType = null;
        for (var i = firstEntry; i >= 0; i = entries[i].NextInGroup)
        {
            Spend(1);
            if (FieldType(entries[i]) is not { } type)
                continue;
            if (referenceType is null)
            {
                reference = i;
                referenceType = type;
            }
            else if (comparison.TypesConflict(referenceType, type))
            {
                conflict = Conflict.Between(
                    entries[reference].Field, entries[i].Field, $"they return conflicting types \"{referenceType}\" and \"{type}\"");
                return false;
            }
        }

        return true;
    }

    private bool CheckSameField(int firstEntry, ObjectType? type)
    {
        FieldNode? reference = null;
        for (var i = firstEntry; i >= 0; i = entries[i].NextInGroup)
        {
            Spend(1);
            if (!Meets(entries[i], type))
                continue;
            var field = entries[i].Field;
            if (reference is null)
                reference = field;
            else if (field.Name.Value != reference.Name.Value)
                conflict = Conflict.DifferentFields(reference, field);
            else if (!comparison.SameArguments(reference.Arguments, field.Arguments))
                conflict = Conflict.DifferentArguments(reference, field);
            if (conflict is not null)
                return false;
        }

        return true;
    }

    /// <summary>Queues what the group's fields select, as one set.</summary>
    private void Merge(int firstEntry, ObjectType? type, bool isShapeOnly)
    {
        merging.Clear();
        for (var i = firstEntry; i >= 0; i = entries[i].NextInGroup)
        {
            if (entries[i].Field.SelectionSet is { } set && Meets(entries[i], type))
                merging.Add(new TypedSet(set, ChildType(entries[i].Parent, entries[i].Field)));
        }

        Spend(merging.Count);
        if (merging.Count == 0)
            return;
        if (merging.Count == 1)
        {
            if (!isShapeOnly)
                Push(merging[0]);
        }
        else if (seen.Add(merging, isShapeOnly))
        {
            pending.Push(new PendingSets(default, [.. merging], isShapeOnly));
        }
    }

    private void Push(TypedSet set)
    {
        // A document without fragments reaches each set once, or a few times through groups that were split.
        if (context.Fragments.Count == 0 || seen.Add(set.Set))
            pending.Push(new PendingSets(set, null, IsShapeOnly: false));
    }

    private static bool Meets(Entry entry, ObjectType? type) => type is null || entry.Parent is not ObjectType parent || ReferenceEquals(parent, type);

    // The meta fields have no type here: __typename fits everything, as in the reference implementation.
    private static GraphQLType? FieldType(Entry entry) => (entry.Parent as FieldsType)?.FindField(entry.Field.Name.Value)?.Type;

    private NamedType? ChildType(NamedType? parent, FieldNode field) =>
        parent is not null && MetaFields.FindField(context.Schema, parent, field.Name.Value) is { Type.Named: { IsComposite: true } type } ? type : null;

    private NamedType? TypeOf(NamedTypeNode condition) => context.FindType(condition.Name.Value);

    private void Spend(int steps)
    {
        ownWork += steps;
        if (Work > WorkBudget)
            context.Abort("Too many fields with the same response names must be compared. Validation aborted.");
    }

    private void Reset(int expected)
    {
        if (expected > entries.Length)
            entries = Grow(entries, expected);
        bucketCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected));
        if (bucketCount > buckets.Length)
            buckets = Grow(buckets, bucketCount);
        Array.Clear(buckets, 0, bucketCount);
    }

    private void Rehash()
    {
        bucketCount *= 4;
        if (bucketCount > buckets.Length)
            buckets = Grow(buckets, bucketCount);
        Array.Clear(buckets, 0, bucketCount);
        for (var i = 0; i < entryCount; i++)
        {
            if (entries[i].LastInGroup < 0)
                continue;
            ref var bucket = ref buckets[entries[i].Hash & (bucketCount - 1)];
            entries[i].NextInBucket = bucket - 1;
            bucket = i + 1;
        }
    }

    private static T[] Grow<T>(T[] array, int size)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(size, array.Length * 2));
        array.CopyTo(larger, 0);
        Return(array);
        return larger;
    }

    private static void Return<T>(T[] array)
    {
        if (array.Length > 0)
            ArrayPool<T>.Shared.Return(array, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    private readonly record struct PendingSets(TypedSet One, TypedSet[]? Many, bool IsShapeOnly);

    /// <summary>A collected field; the first one with its response name heads a group.</summary>
    private struct Entry
    {
        public FieldNode Field;
        public NamedType? Parent;

        /// <summary>Hash of the response name; of heads only.</summary>
        public int Hash;

        /// <summary>The next field with the same response name; −1 at the end.</summary>
        public int NextInGroup;

        /// <summary>The last field of the group; −1 if this is not a head.</summary>
        public int LastInGroup;

        /// <summary>The next head in the same bucket; −1 at the end.</summary>
        public int NextInBucket;
    }
}
