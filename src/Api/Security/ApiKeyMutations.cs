using CrmGraph.Api.Schema;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Security;

/// <summary>Keys with which programs sign in.</summary>
internal static class ApiKeyMutations
{
    internal static SchemaBuilder AddApiKeys(this SchemaBuilder schema) => schema
        .AddObjectType<ApiKeyType>()
        .ListField("apiKeys", VisibleRows.ApiKeys, "The keys of programs, newest first; empty for callers who may not see them.", Order.ByDescending((ApiKey k) => k.CreatedAt), Order.By((ApiKey k) => k.Id))
        .AddMutationType(typeof(ApiKeyMutations));

    /// <summary>Makes a key for a program.</summary>
    /// <param name="input">What the key is for.</param>
    [Needs(Resource.ApiKey, Access.Change)]
    public static async Task<ApiKeyPayload> CreateApiKey(CreateApiKeyInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.ApiKey, Access.Change);
        var actsAs = input.UserId ?? caller.UserId;
        var user = await db.Users.FindAsync(u => u.Id == actsAs, "userId", "user", cancellationToken);
        user.RequireActive("userId");
        var (key, secret) = ApiKey.Issue(input.Name, input.Role, user.Id, input.ExpiresAt, time.GetUtcNow());
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return new ApiKeyPayload(key, secret);
    }

    /// <summary>Takes a key back for good; programs are refused from at most five seconds later. A second time changes nothing.</summary>
    /// <param name="input">The key.</param>
    [Needs(Resource.ApiKey, Access.Change)]
    public static async Task<ApiKeyPayload> RevokeApiKey(RevokeApiKeyInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.ApiKey, Access.Change);
        var key = await db.ApiKeys.FindAsync(k => k.Id == input.Id, "id", "API key", cancellationToken);
        key.Revoke(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new ApiKeyPayload(key, null);
    }
}

/// <summary>What a mutation of an API key answers with.</summary>
/// <param name="ApiKey">The key; null if the mutation was refused.</param>
/// <param name="Secret">What the program sends as X-Api-Key. It is shown this once; only its hash is stored.</param>
internal sealed record ApiKeyPayload(ApiKey ApiKey, string? Secret);

/// <summary>A key for a program.</summary>
/// <param name="Name">What the key is for; at most 100 characters.</param>
/// <param name="Role">What the program may see and do.</param>
/// <param name="ExpiresAt">From when on the key is refused; it does not expire if absent.</param>
/// <param name="UserId">The user in whose name the program acts, whose team decides what team roles see; the caller if absent.</param>
internal sealed record CreateApiKeyInput(string Name, Role Role, DateTimeOffset? ExpiresAt, UserId? UserId);

/// <summary>A key that is taken back.</summary>
/// <param name="Id">The key.</param>
internal sealed record RevokeApiKeyInput(ApiKeyId Id);
