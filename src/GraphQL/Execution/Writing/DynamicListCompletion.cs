using System.Collections;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes lists whose CLR type is known only when they are seen.</summary>
internal sealed class DynamicListCompletion(Completion<object> items, bool itemsAreNonNull) : Completion<object>
{
    private readonly ListCompletion<object?[], object?> objects = new(items!, itemsAreNonNull);
    private readonly ListCompletion<List<object?>, object?> lists = new(items!, itemsAreNonNull);

    public override bool Write(object value, ref int child, ResponseWriter writer) => value switch
    {
        object?[] array => objects.Write(array, ref child, writer),
        List<object?> list => lists.Write(list, ref child, writer),
        not string and IEnumerable sequence => objects.Write([.. sequence.Cast<object?>()], ref child, writer),
        _ => writer.AddListError(),
    };

    public override int CountObjects(object value) => value switch
    {
        object?[] array => objects.CountObjects(array),
        List<object?> list => lists.CountObjects(list),
        not string and IEnumerable sequence => objects.CountObjects([.. sequence.Cast<object?>()]),
        _ => 0,
    };
}
