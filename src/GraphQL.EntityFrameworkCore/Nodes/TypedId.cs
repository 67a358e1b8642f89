using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

/// <summary>Reads global ids into the CLR types of ids: <see cref="Guid"/>, or a struct with a constructor that takes one.</summary>
internal static class TypedId
{
    /// <summary>Whether values of the type are sent as global ids.</summary>
    public static bool IsId(Type type) => Underlying(type) is var id && (id == typeof(Guid) || (id.IsValueType && id.GetConstructor([typeof(Guid)]) is not null));

    /// <summary>The id; null if the text is none, or one of another type.</summary>
    public static object? Decode(string text, string typeName, Type type) =>
        NodeId.TryDecode(text, out var name, out var id) && name == typeName ? Of(id, type) : null;

    /// <summary>The UUID as the type of the id.</summary>
    public static object Of(Guid id, Type type) => Underlying(type) is var target && target == typeof(Guid) ? id : Activator.CreateInstance(target, id)!;

    /// <summary>The UUID of an id.</summary>
    public static Guid ValueOf(object id) => id is Guid plain ? plain : (Guid)id.GetType().GetProperty("Value")!.GetValue(id)!;

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
