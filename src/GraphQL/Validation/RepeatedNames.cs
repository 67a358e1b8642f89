using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>Finds names that occur more than once in a list of nodes.</summary>
internal static class RepeatedNames
{
    // Comparing each with each is quickest for the few names that lists usually have.
    private const int FewNames = 8;

    /// <summary>Reports one error for every name that is repeated, with all its places.</summary>
    public static void Report<T>(ValidationContext context, ImmutableArray<T> nodes, Func<T, NameNode> nameOf, Func<string, string> message)
    {
        if (!IsPossible(nodes, nameOf))
            return;
        var places = new OrderedDictionary<string, List<int>>(nodes.Length);
        foreach (var node in nodes)
        {
            var name = nameOf(node);
            (places.TryGetValue(name.Value, out var list) ? list : places[name.Value] = []).Add(name.Start);
        }

        foreach (var (name, offsets) in places)
        {
            if (offsets.Count > 1)
                context.Report(message(name), offsets.ToArray());
        }
    }

    /// <summary>Whether a name may be repeated: exact for short lists, always true for long ones.</summary>
    public static bool IsPossible<T>(ImmutableArray<T> nodes, Func<T, NameNode> nameOf)
    {
        if (nodes.Length > FewNames)
            return true;
        for (var i = 1; i < nodes.Length; i++)
        {
            var name = nameOf(nodes[i]).Value;
            for (var j = 0; j < i; j++)
            {
                if (nameOf(nodes[j]).Value == name)
                    return true;
            }
        }

        return false;
    }
}
