using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>What the parents of a batch are joined by: the first requirement of their field's resolver.</summary>
internal sealed class ParentKeys<TKey>
{
    private readonly object?[] ofParents;

    private ParentKeys(object?[] ofParents, List<TKey> distinct)
    {
        this.ofParents = ofParents;
        Distinct = distinct;
    }

    /// <summary>All keys but null, each once.</summary>
    public List<TKey> Distinct { get; }

    public static ParentKeys<TKey> Of(BatchContext batch)
    {
        var keys = new object?[batch.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = batch.Required<object?>(i, 0);
        return new ParentKeys<TKey>(keys, [.. keys.Where(k => k is not null).Distinct().Cast<TKey>()]);
    }

    /// <summary>The key of a parent; null if it refers to nothing. A nullable key is boxed as its value.</summary>
    public object? OfParent(int index) => ofParents[index];
}
