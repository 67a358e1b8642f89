using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes a field whose value is known when the operation is planned: <c>__typename</c>.</summary>
internal sealed class ConstantWriter(FieldSelection selection, byte[] prefixAndValue) : FieldWriter(selection, prefixAndValue)
{
    public override bool Write(object parent, int ordinal, ResponseWriter writer)
    {
        writer.Buffer.WriteRaw(Prefix);
        return true;
    }
}
