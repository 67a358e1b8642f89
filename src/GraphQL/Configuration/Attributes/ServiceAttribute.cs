namespace CrmGraph.GraphQL.Configuration;

/// <summary>Says that a parameter is a service; needed only for types of which the host cannot tell (see <see cref="SchemaOptions.IsService"/>).</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;
