using System.Linq.Expressions;
using System.Reflection;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Conversion between a typed id (or a UUID) and the global id of objects of one type.</summary>
/// <param name="ClrType">The type of the id in C#.</param>
/// <param name="TypeName">The name of the object type.</param>
internal sealed record GlobalId(Type ClrType, string TypeName)
{
    private static readonly MethodInfo EncodeMethod = typeof(NodeId).GetMethod(nameof(NodeId.Encode))!;
    private static readonly MethodInfo SelectMethod = typeof(Enumerable).GetMethods().First(m =>
        m.Name == nameof(Enumerable.Select) && m.GetParameters()[1].ParameterType.GetGenericArguments().Length == 2);

    private static readonly MethodInfo ToArrayMethod = typeof(Enumerable).GetMethod(nameof(Enumerable.ToArray))!;

    /// <summary>Whether a type is a typed id: a struct with a constructor that takes a UUID and a UUID <c>Value</c>.</summary>
    public static bool IsTypedId(Type type) =>
        type is { IsValueType: true, IsPrimitive: false }
        && type.GetProperty("Value", BindingFlags.Public | BindingFlags.Instance)?.PropertyType == typeof(Guid)
        && type.GetConstructor([typeof(Guid)]) is not null;

    /// <summary>The conversion that a member of that type needs; null if it is no global id.</summary>
    public static GlobalId? Of(Type leaf, ICustomAttributeProvider? source, TypeRegistry types)
    {
        var node = SchemaNames.Attribute<IDAttribute>(source)?.NodeType;
        if (IsTypedId(leaf))
            return new GlobalId(leaf, node is null ? Stripped(leaf.Name) : types.NameOf(node));
        return leaf == typeof(Guid) && node is not null ? new GlobalId(leaf, types.NameOf(node)) : null;
    }

    /// <summary>The expression of the global id (or of a list of them) for an expression of the typed id.</summary>
    public Expression Encode(Expression id)
    {
        if (System.Nullable.GetUnderlyingType(id.Type) is not null)
        {
            return Expression.Condition(
                Expression.Property(id, "HasValue"), Encode(Expression.Property(id, "Value")), Expression.Constant(null, typeof(string)));
        }

        if (id.Type == ClrType)
        {
            var value = ClrType == typeof(Guid) ? id : Expression.Property(id, "Value");
            return Expression.Call(EncodeMethod, Expression.Constant(TypeName), value);
        }

        var itemType = ClrShape.Of(id.Type, false).Item is null ? null : id.Type.IsArray ? id.Type.GetElementType()! : id.Type.GetGenericArguments()[0];
        if (itemType is null)
            throw new ArgumentException($"{id.Type} is no id and no list of ids.", nameof(id));
        var item = Expression.Parameter(itemType, "id");
        var items = Expression.Call(SelectMethod.MakeGenericMethod(itemType, typeof(string)), id, Expression.Lambda(Encode(item), item));
        var array = Expression.Call(ToArrayMethod.MakeGenericMethod(typeof(string)), items);
        return id.Type.IsValueType
            ? array
            : Expression.Condition(Expression.Equal(id, Expression.Constant(null, id.Type)), Expression.Constant(null, typeof(string[])), array);
    }

    /// <summary>A function that makes the typed id of a UUID, boxed.</summary>
    public Func<Guid, object> Create()
    {
        var value = Expression.Parameter(typeof(Guid));
        Expression made = ClrType == typeof(Guid) ? value : Expression.New(ClrType.GetConstructor([typeof(Guid)])!, value);
        return Expression.Lambda<Func<Guid, object>>(Expression.Convert(made, typeof(object)), value).Compile();
    }

    private static string Stripped(string name) => name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2] : name;
}
