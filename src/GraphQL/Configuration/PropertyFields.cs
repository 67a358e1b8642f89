using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes fields that read the parent by an expression.</summary>
internal static class PropertyFields
{
    /// <summary>The fields of a class by convention: its public properties, then those of its interface types that it implements explicitly.</summary>
    public static IEnumerable<OutputField> Of(Type clr, TypeRegistry types)
    {
        var names = new HashSet<string>();
        var interfaces = clr.GetInterfaces().Where(i => i.IsDefined(typeof(InterfaceTypeAttribute)));
        foreach (var property in PropertiesOf(clr).Concat(interfaces.SelectMany(i => i.GetProperties())))
        {
            if (Of(property, clr, types) is { } field && names.Add(field.Name))
                yield return field;
        }
    }

    /// <summary>The field of a property, read from parents of type <paramref name="parentType"/>; null if it is none or a mistake.</summary>
    public static OutputField? Of(PropertyInfo property, Type parentType, TypeRegistry types)
    {
        if (property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0 || property.IsDefined(typeof(GraphQLIgnoreAttribute)))
            return null;
        var source = MemberSource.Of(property);
        var shape = ClrShape.Of(new NullabilityInfoContext().Create(property));
        var place = $"{property.DeclaringType!.Name}.{property.Name}";
        var parent = Expression.Parameter(parentType, "parent");
        var read = Expression.Lambda(Expression.Property(parent, property), parent);
        return Create(new FieldParts(SchemaNames.Of(property.Name, source), types.DescriptionOf(property), SchemaNames.DeprecationOf(source)), read, shape, source, place, types);
    }

    /// <summary>A field that is an expression over the parent; null with a mistake noted if its type has no place in a schema.</summary>
    public static OutputField? Create(
        FieldParts parts, LambdaExpression read, ClrShape shape, ICustomAttributeProvider? source, string place, TypeRegistry types)
    {
        if ((parts.Type is { } sdl ? types.ParseType(sdl) : types.Output(shape, source)) is not { } type)
        {
            types.Mistake($"{place} is a {read.ReturnType.Name}, which has no type in the schema. "
                + "Bind a scalar with AddScalar, name the type with [GraphQLType], or leave the member out with [GraphQLIgnore].");
            return null;
        }

        if (GlobalId.Of(shape.Leaf, source, types) is { } id)
            read = Expression.Lambda(id.Encode(read.Body), read.Parameters);
        return new OutputField(parts.Name, type, null, parts.Description, parts.DeprecationReason) { Resolver = ResolverOf(read) };
    }

    /// <summary>A resolver that reads by an expression, which data sources can translate.</summary>
    public static FieldResolver ResolverOf(LambdaExpression read)
    {
        var create = typeof(PropertyFields).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (FieldResolver)create.MakeGenericMethod(read.Parameters[0].Type, read.ReturnType).Invoke(null, [read])!;
    }

    private static PropertyResolver<TParent, TValue> Typed<TParent, TValue>(LambdaExpression read) => new((Expression<Func<TParent, TValue>>)read);

    private static IEnumerable<PropertyInfo> PropertiesOf(Type clr)
    {
        // those of base classes first, as a reader of the classes would meet them
        var chain = new Stack<Type>();
        for (var type = clr; type is not null && type != typeof(object); type = type.BaseType)
            chain.Push(type);
        return chain.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));
    }
}

/// <summary>What a field is called and said to be.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">The description; null for none.</param>
/// <param name="DeprecationReason">Why it is deprecated; null if it is not.</param>
/// <param name="Type">The whole type as SDL writes it; null to go by the C# type.</param>
internal sealed record FieldParts(string Name, string? Description, string? DeprecationReason, string? Type = null);
