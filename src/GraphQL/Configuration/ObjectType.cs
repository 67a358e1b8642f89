namespace CrmGraph.GraphQL.Configuration;

/// <summary>Defines the object type of a class member by member, so that nothing is exposed by accident.</summary>
/// <typeparam name="T">The class.</typeparam>
public abstract class ObjectType<T> : ObjectTypeDefinition
{
    internal sealed override Type ClrType => typeof(T);

    /// <summary>Says what the type is.</summary>
    protected internal abstract void Configure(ObjectTypeDescriptor<T> descriptor);

    internal sealed override ObjectTypeShape Describe(Type clr)
    {
        var descriptor = new ObjectTypeDescriptor<T>();
        Configure(descriptor);
        return descriptor.Build();
    }
}
