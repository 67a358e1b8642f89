using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

internal static class CrmSchema
{
    public static GraphQLServerBuilder AddCrmSchema(this GraphQLServerBuilder builder) => builder.AddTypes(typeof(Probe));
}

/// <summary>Probe.</summary>
[QueryType]
public static class Probe
{
    /// <summary>Id.</summary>
    public static string Whoami(Caller caller) => $"{caller.Role}";
}
