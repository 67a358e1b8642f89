using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes one field of an object: its key, and its value or null.</summary>
/// <param name="selection">The field.</param>
/// <param name="prefix">What stands in front of the value: <c>{"key":</c> for the first field of an object, <c>,"key":</c> for others.</param>
internal abstract class FieldWriter(FieldSelection selection, byte[] prefix)
{
    public FieldSelection Selection { get; } = selection;

    public byte[] Prefix { get; } = prefix;

    public bool IsNonNull { get; } = selection.Field.Type is NonNullType;

    /// <summary>
    /// Writes the field of an object. False if the object itself has to become null: the error is recorded, and the caller truncates.
    /// </summary>
    /// <param name="parent">The object: of a CLR type, or a <see cref="ProjectedRow"/>.</param>
    /// <param name="ordinal">Which of the fetched objects of this place the parent is.</param>
    /// <param name="writer">Where to write.</param>
    public abstract bool Write(object parent, int ordinal, ResponseWriter writer);

    /// <summary>Writes the key and a value that may be null. False if the object has to become null.</summary>
    /// <param name="value">The value.</param>
    /// <param name="completion">What turns it into JSON.</param>
    /// <param name="child">The ordinal of the first fetched object inside the value.</param>
    /// <param name="writer">Where to write.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool WriteValue<T>(T? value, Completion<T> completion, int child, ResponseWriter writer)
    {
        var buffer = writer.Buffer;
        buffer.WriteRaw(Prefix);
        if (value is null)
        {
            if (IsNonNull)
                writer.AddNullError(Selection);
            return WriteNull(writer);
        }

        var mark = buffer.Position;
        writer.Enter(Selection);
        var written = completion.Write(value, ref child, writer);
        writer.Leave();
        if (written)
            return true;
        buffer.Truncate(mark);
        return WriteNull(writer);
    }

    // The error, if there is one, is recorded already.
    private bool WriteNull(ResponseWriter writer)
    {
        if (IsNonNull)
            return false;
        writer.Buffer.WriteNull();
        return true;
    }
}
