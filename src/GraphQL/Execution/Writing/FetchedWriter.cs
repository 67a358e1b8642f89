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
        var buffer = writer.Buffer;
        buffer.WriteRaw(Prefix);
        if (value is null)
            return WriteMissing(writer);
        var mark = buffer.Position;
        var child = results.FirstChild is { } first ? first[ordinal] : 0;
        writer.Enter(Selection);
        var written = completion.Write(value, ref child, writer);
        writer.Leave();
        if (written)
            return true;
        buffer.Truncate(mark);
        return WriteNull(writer);
    }
}
