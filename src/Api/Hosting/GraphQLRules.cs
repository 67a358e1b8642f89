using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Hosting;

/// <summary>What the host asks of the engine.</summary>
internal static class GraphQLRules
{
    /// <summary>Applies the limits of the section <c>GraphQL</c>, and says who callers are.</summary>
    public static GraphQLServerBuilder AddHostRules(this GraphQLServerBuilder graphQL, IConfiguration configuration)
    {
        var limits = configuration.GetSection(CrmOptions.GraphQLSection).Get<GraphQLLimitOptions>() ?? new GraphQLLimitOptions();
        return graphQL.AddCaller<Caller>().ModifyRequestOptions(o => o with
        {
            Parser = o.Parser with { MaxTokens = limits.MaxTokens, MaxBytes = limits.MaxDocumentBytes },
            Validation = o.Validation with
            {
                Limits = o.Validation.Limits with { MaxDepth = limits.MaxDepth, MaxAliases = limits.MaxAliases, MaxFields = limits.MaxFields },
            },
            Timeout = limits.Timeout,
            MutationTimeout = limits.MutationTimeout,
            DocumentCacheSize = limits.DocumentCacheSize,
        });
    }
}
