using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>
/// Collects the items of all lists that are being parsed, the innermost on top, in one pooled buffer: each list is then copied
/// once into an array of exactly its size.
/// </summary>
internal struct NodeStack()
{
    private Slot[] slots = ArrayPool<Slot>.Shared.Rent(256);
    private int highest;

    /// <summary>How many items there are; remember it before the first item of a list.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item to the innermost list.</summary>
    public void Push(SyntaxNode node)
    {
        if (Count == slots.Length)
            Grow();
        slots[Count++].Node = node;
    }

    /// <summary>Takes the items above <paramref name="mark"/>, all of which are <typeparamref name="T"/>.</summary>
    public ImmutableArray<T> Take<T>(int mark) where T : SyntaxNode
    {
        var count = Count - mark;
        if (count == 0)
            return [];
        if (Count > highest)
            highest = Count;
        Count = mark;

        // A slot is nothing but a reference, so the slots of a list of T can be read as references to T without a check for each.
        ref var first = ref Unsafe.As<Slot, T>(ref slots[mark]);
        return ImmutableCollectionsMarshal.AsImmutableArray(MemoryMarshal.CreateReadOnlySpan(ref first, count).ToArray());
    }

    /// <summary>Gives the buffer back, without the nodes it still refers to.</summary>
    public void Return()
    {
        Array.Clear(slots, 0, Math.Max(highest, Count));
        ArrayPool<Slot>.Shared.Return(slots);
        slots = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<Slot>.Shared.Rent(slots.Length * 2);
        slots.CopyTo(larger, 0);
        Array.Clear(slots);
        ArrayPool<Slot>.Shared.Return(slots);
        slots = larger;
    }

    // A structure, because storing into an array of classes costs a type check.
    private struct Slot
    {
        public SyntaxNode? Node;
    }
}
