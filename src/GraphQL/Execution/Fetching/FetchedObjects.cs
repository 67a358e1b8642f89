using System.Collections;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution.Fetching;

/// <summary>Finds the objects inside a fetched value, in the order in which the writer will meet them.</summary>
internal static class FetchedObjects
{
    /// <summary>Adds the objects inside a value, and answers with the value in a form that can be enumerated again.</summary>
    public static object? Collect(object? value, GraphQLType type, List<object> objects)
    {
        switch (value)
        {
            case null or FieldFailure:
                return value;
            case not string and IEnumerable sequence when type.Nullable is ListType list:
                var items = sequence as object?[] ?? [.. sequence.Cast<object?>()];
                for (var i = 0; i < items.Length; i++)
                {
                    var item = Collect(items[i], list.OfType, objects);
                    if (ReferenceEquals(item, items[i]))
                        continue;
                    if (ReferenceEquals(items, sequence))
                        items = [.. items];
                    items[i] = item;
                }

                return items;
            default:
                if (type.Nullable is not ListType)
                    objects.Add(value);
                return value;
        }
    }
}
