using System.Reflection;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes interfaces and unions of C# interfaces.</summary>
internal static class AbstractTypes
{
    /// <summary>The interface type, with the properties as fields.</summary>
    public static InterfaceType Interface(Type clr, TypeRegistry types)
    {
        foreach (var implementation in ImplementationsOf(clr))
            types.AddAdditional(types.ObjectTypeOf(implementation));
        return new InterfaceType(
            SchemaNames.OfType(clr),
            () => clr.GetInterfaces().Prepend(clr).SelectMany(i => i.GetProperties()).Select(p => PropertyFields.Of(p, clr, types)).OfType<OutputField>(),
            () => InterfacesOf(clr, types),
            types.DescriptionOf(clr));
    }

    /// <summary>The union of the classes that implement the marker.</summary>
    public static UnionType Union(Type clr, TypeRegistry types) => new(
        SchemaNames.OfType(clr), () => ImplementationsOf(clr).Select(types.ObjectTypeOf), types.DescriptionOf(clr));

    /// <summary>The interface types that a C# type implements.</summary>
    public static IEnumerable<InterfaceType> InterfacesOf(Type clr, TypeRegistry types) =>
        clr.GetInterfaces().Where(i => i.IsDefined(typeof(InterfaceTypeAttribute))).Select(i => (InterfaceType)types.OutputType(i, nullable: true));

    // By name, so that the schema does not depend on the order in which the compiler has written them.
    private static IEnumerable<Type> ImplementationsOf(Type clr) => clr.Assembly.GetTypes()
        .Where(t => t is { IsInterface: false, IsAbstract: false, IsGenericTypeDefinition: false } && clr.IsAssignableFrom(t) && !t.IsDefined(typeof(GraphQLIgnoreAttribute)))
        .OrderBy(t => t.Name, StringComparer.Ordinal);
}
