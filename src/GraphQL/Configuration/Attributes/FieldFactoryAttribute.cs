using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Base of attributes that make a resolver method a field of another shape than its C# signature has: a connection of what it returns.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class FieldFactoryAttribute : Attribute
{
    /// <summary>Makes the field of a method; arguments of the field's own come behind those of the method.</summary>
    public abstract OutputField CreateField(ResolverMethod method, TypeRegistry types);
}
