namespace CrmGraph.GraphQL.Configuration;

/// <summary>What all definitions of object types have in common; derive from <see cref="ObjectType{T}"/>.</summary>
public abstract class ObjectTypeDefinition
{
    private protected ObjectTypeDefinition()
    {
    }

    internal abstract Type ClrType { get; }

    internal abstract ObjectTypeShape Describe(Type clr);

    internal string NameOf(Type clr) => Describe(clr).Name;

    /// <summary>The definition of a class that has none: all its public properties.</summary>
    internal static ObjectTypeDefinition ByConvention(Type clr) => new Convention(clr);

    private sealed class Convention(Type clr) : ObjectTypeDefinition
    {
        internal override Type ClrType => clr;

        internal override ObjectTypeShape Describe(Type clr) =>
            new(SchemaNames.OfType(clr), null, false, [], [], types => PropertyFields.Of(clr, types));
    }
}
