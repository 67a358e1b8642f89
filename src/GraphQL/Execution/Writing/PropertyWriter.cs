using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes a field that is read from its parent through a typed delegate.</summary>
internal sealed class PropertyWriter<TParent, TValue>(FieldSelection selection, byte[] prefix, Func<TParent, TValue> read, Completion<TValue> completion)
    : FieldWriter(selection, prefix)
{
    public override bool Write(object parent, int ordinal, ResponseWriter writer)
    {
        var value = parent is ProjectedRow row && typeof(TParent) != typeof(ProjectedRow) ? ReadSlot(row) : read((TParent)parent);
        return WriteValue(value, completion, 0, writer);
    }

    private TValue ReadSlot(ProjectedRow row) => Selection.Slot >= 0
        ? (TValue)row.Values[Selection.Slot]!
        : throw new InvalidOperationException($"The data source of {row.Type.Name} did not fetch {Selection.Field.Name}.");
}
