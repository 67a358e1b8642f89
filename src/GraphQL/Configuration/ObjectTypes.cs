using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes object types: fields of the definition, and those of extensions.</summary>
internal static class ObjectTypes
{
    /// <summary>The object type of a class.</summary>
    public static ObjectType Create(Type clr, ObjectTypeDefinition definition, IReadOnlyList<Type> extensions, TypeRegistry types)
    {
        var shape = definition.Describe(clr);
        return new ObjectType(
            shape.Name,
            () => Merge(shape.Fields(types), extensions.SelectMany(e => MethodFields.OfExtension(e, clr, types)), shape.Name, types),
            () => InterfacesOf(shape, clr, types),
            shape.Description ?? types.DescriptionOf(clr),
            clr);
    }

    /// <summary>All fields in order; one of an extension takes the place of one of the same name in the definition.</summary>
    public static IEnumerable<OutputField> Merge(IEnumerable<OutputField> defined, IEnumerable<OutputField> extended, string type, TypeRegistry types)
    {
        var fields = defined.ToList();
        var added = new HashSet<string>();
        foreach (var field in extended)
        {
            if (!added.Add(field.Name))
                types.Mistake($"{type}.{field.Name} is defined by two methods.");
            var index = fields.FindIndex(f => f.Name == field.Name);
            if (index < 0)
                fields.Add(field);
            else
                fields[index] = field;
        }

        return fields;
    }

    private static IEnumerable<InterfaceType> InterfacesOf(ObjectTypeShape shape, Type clr, TypeRegistry types)
    {
        var interfaces = new List<InterfaceType>();
        if (shape.IsNode)
            interfaces.Add(NodeInterface.Of(types));
        foreach (var name in shape.InterfaceNames)
        {
            if (types.Find(name) is InterfaceType found)
                interfaces.Add(found);
            else
                types.Mistake($"{shape.Name} implements \"{name}\", and there is no interface of that name.");
        }

        interfaces.AddRange(shape.InterfaceTypes.Select(i => (InterfaceType)types.OutputType(i, nullable: true)));
        interfaces.AddRange(AbstractTypes.InterfacesOf(clr, types));
        return interfaces.Distinct();
    }
}

/// <summary>What a definition says of an object type.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">The description; null to take that of the class.</param>
/// <param name="IsNode">Whether it has a global id.</param>
/// <param name="InterfaceNames">Interfaces by name.</param>
/// <param name="InterfaceTypes">Interfaces by C# type.</param>
/// <param name="Fields">Makes the fields.</param>
internal sealed record ObjectTypeShape(
    string Name, string? Description, bool IsNode, IReadOnlyList<string> InterfaceNames, IReadOnlyList<Type> InterfaceTypes, Func<TypeRegistry, IEnumerable<OutputField>> Fields);
