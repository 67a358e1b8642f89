namespace CrmGraph.GraphQL.Configuration;

/// <summary>What <see cref="ObjectTypeAttribute{T}"/> and <see cref="ExtendObjectTypeAttribute{T}"/> have in common.</summary>
public abstract class TypeExtensionAttribute : Attribute
{
    private protected TypeExtensionAttribute()
    {
    }

    internal abstract Type Extended { get; }
}
