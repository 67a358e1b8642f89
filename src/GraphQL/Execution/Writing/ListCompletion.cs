using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes lists (spec 6.4.3).</summary>
/// <typeparam name="TList">The declared CLR type of the list.</typeparam>
/// <typeparam name="TItem">The CLR type of its items.</typeparam>
internal sealed class ListCompletion<TList, TItem>(Completion<TItem> items, bool itemsAreNonNull) : Completion<TList>
{
    public override bool Write(TList value, ref int child, ResponseWriter writer)
    {
        var span = Items(value);
        var buffer = writer.Buffer;
        buffer.WriteByte((byte)'[');
        writer.EnterList();
        for (var i = 0; i < span.Length; i++)
        {
            if (i > 0)
                buffer.WriteByte((byte)',');
            writer.MoveTo(i);
            if (WriteItem(span[i], ref child, writer))
                continue;
            for (var rest = i + 1; rest < span.Length; rest++)
                child += span[rest] is { } item ? items.CountObjects(item) : 0;
            writer.Leave();
            return false;
        }

        writer.Leave();
        buffer.WriteByte((byte)']');
        return true;
    }

    public override int CountObjects(TList value)
    {
        var count = 0;
        foreach (var item in Items(value))
            count += item is null ? 0 : items.CountObjects(item);
        return count;
    }

    private bool WriteItem(TItem item, ref int child, ResponseWriter writer)
    {
        if (item is null)
        {
            if (itemsAreNonNull)
            {
                writer.AddNullError();
                return false;
            }

            writer.Buffer.WriteNull();
            return true;
        }

        var mark = writer.Buffer.Position;
        if (items.Write(item, ref child, writer))
            return true;
        if (itemsAreNonNull)
            return false;
        writer.Buffer.Truncate(mark);
        writer.Buffer.WriteNull();
        return true;
    }

    private static ReadOnlySpan<TItem> Items(TList list) => list switch
    {
        TItem[] array => array,
        List<TItem> typed => CollectionsMarshal.AsSpan(typed),
        ImmutableArray<TItem> immutable => immutable.AsSpan(),
        IEnumerable<TItem> sequence => sequence.ToArray(),
        _ => throw new InvalidOperationException($"{typeof(TList)} is not a sequence of {typeof(TItem)}."),
    };
}
