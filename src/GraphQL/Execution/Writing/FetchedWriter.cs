using System.Runtime.ExceptionServices;
using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes a field whose value the fetch phase has got, or below which it has got something.</summary>
internal sealed class FetchedWriter(FieldSelection selection, byte[] prefix, Completion<object> completion) : FieldWriter(selection, prefix)
{
    public override bool Write(object parent, int ordinal, ResponseWriter writer)
    {
        var results = writer.Fetched(Selection);
        var value = results.Values[ordinal];
        if (value is FieldFailure failure)
            ExceptionDispatchInfo.Throw(failure.Exception);
        return WriteValue(value, completion, results.FirstChild is { } first ? first[ordinal] : 0, writer);
    }
}
