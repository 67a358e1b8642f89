using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>A field of an <see cref="ObjectType{T}"/>, to be said more of.</summary>
public sealed class FieldDescriptor
{
    private readonly Func<LambdaExpression> read;
    private readonly ClrShape shape;
    private readonly ICustomAttributeProvider? source;
    private readonly PropertyInfo? property;
    private readonly string owner;
    private FieldParts parts;

    internal FieldDescriptor(string name, Func<LambdaExpression> read, ClrShape shape, ICustomAttributeProvider? source, PropertyInfo? property, string owner)
    {
        this.read = read;
        this.shape = shape;
        this.source = source;
        this.property = property;
        this.owner = owner;
        parts = new FieldParts(name, null, source is null ? null : SchemaNames.DeprecationOf(source));
    }

    /// <summary>Names the field otherwise than the member.</summary>
    public FieldDescriptor Name(string name)
    {
        parts = parts with { Name = name };
        return this;
    }

    /// <summary>Describes the field, where the summary of the member will not do.</summary>
    public FieldDescriptor Description(string description)
    {
        parts = parts with { Description = description };
        return this;
    }

    /// <summary>Deprecates the field.</summary>
    public FieldDescriptor Deprecated(string reason)
    {
        parts = parts with { DeprecationReason = reason };
        return this;
    }

    /// <summary>Gives the type as SDL writes it (<c>EmailAddress!</c>), where it does not follow from the C# type.</summary>
    public FieldDescriptor Type(string sdl)
    {
        parts = parts with { Type = sdl };
        return this;
    }

    internal OutputField? Build(TypeRegistry types)
    {
        var described = parts with { Description = parts.Description ?? (property is null ? null : types.DescriptionOf(property)) };
        return PropertyFields.Create(described, read(), shape, source, $"{owner}.{property?.Name ?? parts.Name}", types);
    }
}
