namespace CrmGraph.GraphQL.Configuration;

/// <summary>What a <see cref="SchemaBuilder"/> has to know of the host.</summary>
public sealed class SchemaOptions
{
    /// <summary>The type of <see cref="Execution.GraphQLRequest.Caller"/>: resolver methods take a parameter of it; null if there are no callers.</summary>
    public Type? CallerType { get; set; }

    /// <summary>Whether a type is a service, so that parameters of it are not arguments. By default no type is.</summary>
    public Func<Type, bool> IsService { get; set; } = static _ => false;

    /// <summary>The description of the schema; null for none.</summary>
    public string? Description { get; set; }
}
