namespace CrmGraph.GraphQL.Configuration;

/// <summary>The default of an argument or input field, where C# has no place for it.</summary>
/// <param name="value">The default; null is the literal <c>null</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DefaultValueAttribute(object? value) : Attribute
{
    /// <summary>The default.</summary>
    public object? Value { get; } = value;
}
