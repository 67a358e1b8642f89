using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>Remembers which selection sets have been looked at together.</summary>
internal sealed class MergedSets
{
    private readonly Dictionary<SelectionSetNode, int> ids = [];
    private readonly HashSet<SelectionSetNode> alone = [];
    private readonly HashSet<Key> together = [];

    /// <summary>Whether a set was not yet looked at by itself.</summary>
    public bool Add(SelectionSetNode set) => alone.Add(set);

    /// <summary>Whether sets were not yet looked at together, in this way.</summary>
    public bool Add(List<TypedSet> sets, bool isShapeOnly)
    {
        var members = new int[sets.Count + 1];
        for (var i = 0; i < sets.Count; i++)
        {
            if (!ids.TryGetValue(sets[i].Set, out var id))
                ids[sets[i].Set] = id = ids.Count + 1;
            members[i] = id;
        }

        members[^1] = isShapeOnly ? -1 : 0;
        Array.Sort(members);
        return together.Add(new Key(members));
    }

    private readonly struct Key(int[] members) : IEquatable<Key>
    {
        private readonly int[] members = members;

        public bool Equals(Key other) => members.AsSpan().SequenceEqual(other.members);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var member in members)
                hash.Add(member);
            return hash.ToHashCode();
        }
    }
}
