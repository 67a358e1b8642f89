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

    /// <summary>Writes null in place of the value, or tells the caller to become null; the error, if any, is recorded already.</summary>
    protected bool WriteNull(ResponseWriter writer)
    {
        if (IsNonNull)
            return false;
        writer.Buffer.WriteNull();
        return true;
    }

    /// <summary>The value is null without an error: that is one where the field must not be null.</summary>
    protected bool WriteMissing(ResponseWriter writer)
    {
        if (IsNonNull)
            writer.AddNullError(Selection);
        return WriteNull(writer);
    }
}
