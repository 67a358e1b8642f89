using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Collects what <see cref="ObjectType{T}.Configure"/> says of an object type.</summary>
/// <typeparam name="T">The C# class.</typeparam>
public sealed class ObjectTypeDescriptor<T>
{
    private readonly List<Func<TypeRegistry, OutputField?>> fields = [];
    private readonly List<string> interfaceNames = [];
    private readonly List<Type> interfaceTypes = [];
    private string name = SchemaNames.OfType(typeof(T));
    private string? description;
    private bool isNode;

    internal ObjectTypeDescriptor()
    {
    }

    /// <summary>Names the type, where it is not to be named as the class.</summary>
    public ObjectTypeDescriptor<T> Name(string typeName)
    {
        name = typeName;
        return this;
    }

    /// <summary>Describes the type, where the summary of the class will not do.</summary>
    public ObjectTypeDescriptor<T> Description(string text)
    {
        description = text;
        return this;
    }

    /// <summary>Says that the type implements an interface that is in the schema by that name.</summary>
    public ObjectTypeDescriptor<T> Implements(string interfaceName)
    {
        interfaceNames.Add(interfaceName);
        return this;
    }

    /// <summary>Says that the type implements an interface that a C# interface marked with <see cref="InterfaceTypeAttribute"/> stands for.</summary>
    public ObjectTypeDescriptor<T> Implements(Type interfaceType)
    {
        interfaceTypes.Add(interfaceType);
        return this;
    }

    /// <summary>A field that is a member: named, described and nullable as the member is.</summary>
    /// <exception cref="ArgumentException">The expression is no member of the class.</exception>
    public FieldDescriptor Field<TValue>(Expression<Func<T, TValue>> member)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (member.Body is not MemberExpression { Member: PropertyInfo property })
            throw new ArgumentException($"{member} is no property of {typeof(T).Name}; give the field a name.", nameof(member));
        var source = MemberSource.Of(property);
        return Add(new FieldDescriptor(SchemaNames.Of(property.Name, source), () => member, ShapeInference.Of(member.Body), source, property, typeof(T).Name));
    }

    /// <summary>A field that is computed from the parent; data sources fetch the columns that the expression reads.</summary>
    /// <param name="fieldName">The name.</param>
    /// <param name="expression">Gives the value.</param>
    /// <param name="nullable">Whether null is a value; by default as the members and branches of the expression tell.</param>
    public FieldDescriptor Field<TValue>(string fieldName, Expression<Func<T, TValue>> expression, bool? nullable = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var shape = ShapeInference.Of(expression.Body);
        return Add(new FieldDescriptor(
            fieldName, () => expression, nullable is { } told ? shape with { IsNullable = told } : shape, null, ShapeInference.MemberOf(expression.Body), typeof(T).Name));
    }

    /// <summary>The field <c>id: ID!</c> with a global id made of the key, which makes the type a <c>Node</c>.</summary>
    /// <typeparam name="TKey">A <see cref="Guid"/>, or a struct with a constructor that takes one and a property <c>Value</c>.</typeparam>
    public FieldDescriptor Id<TKey>(Expression<Func<T, TKey>> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (typeof(TKey) != typeof(Guid) && !GlobalId.IsTypedId(typeof(TKey)))
            throw new ArgumentException($"{typeof(TKey).Name} is no id: it needs a constructor that takes a Guid, and a Guid property Value.", nameof(key));
        isNode = true;
        return Add(new FieldDescriptor("id", Read, ClrShape.Of(typeof(string), false), null, null, typeof(T).Name).Type("ID!").Description("The global id."));

        // late, because the type may be named after its key has been told
        Expression<Func<T, string>> Read() => Expression.Lambda<Func<T, string>>(new GlobalId(typeof(TKey), name).Encode(key.Body), key.Parameters);
    }

    /// <summary>
    /// A field that a data source makes: a relation, a connection. It makes none (null) if it only has to note something about the
    /// type, see <see cref="TypeRegistry.Shared{T}"/>.
    /// </summary>
    public ObjectTypeDescriptor<T> AddField(Func<TypeRegistry, OutputField?> create)
    {
        fields.Add(create);
        return this;
    }

    internal ObjectTypeShape Build() =>
        new(name, description, isNode, interfaceNames, interfaceTypes, types => fields.Select(f => f(types)).OfType<OutputField>());

    private FieldDescriptor Add(FieldDescriptor field)
    {
        fields.Add(field.Build);
        return field;
    }
}
