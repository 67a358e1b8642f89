using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes a field whose value is computed by a pure resolver, and is of a type known only when it is seen.</summary>
internal sealed class FunctionWriter(FieldSelection selection, byte[] prefix, PureResolver resolver, Completion<object> completion)
    : FieldWriter(selection, prefix)
{
    public override bool Write(object parent, int ordinal, ResponseWriter writer)
    {
        var value = parent is ProjectedRow row && Selection.Slot >= 0
            ? row.Values[Selection.Slot]
            : resolver.Resolve(parent, new PureArguments(writer.Request.Schema, writer.Request.ArgumentsOf(Selection)));
        return WriteValue(value, completion, 0, writer);
    }
}
