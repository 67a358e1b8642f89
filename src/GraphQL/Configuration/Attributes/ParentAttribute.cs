namespace CrmGraph.GraphQL.Configuration;

/// <summary>Binds a parameter to the parent object, or to a value of it: then the parent need not be loaded as a whole.</summary>
/// <param name="member">The member of the parent to pass, with dots for members of members; null to pass the parent itself.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute(string? member = null) : Attribute
{
    /// <summary>The member of the parent to pass; null for the parent itself.</summary>
    public string? Member { get; } = member;
}
