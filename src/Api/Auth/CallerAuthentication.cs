using System.Text.Json;
using CrmGraph.Api.Hosting;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.Persistence;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Auth;

/// <summary>Tells the transports of GraphQL who is calling. Nobody gets in without credentials.</summary>
internal sealed class CallerAuthentication(ApiKeySignIn apiKeys, BearerSignIn tokens, IOptions<GraphQLLimitOptions> limits, IHostEnvironment environment)
{
    /// <summary>Looks at the credentials of a request or connection.</summary>
    public async ValueTask<ConnectionAccess> AuthenticateAsync(HttpContext context, JsonElement? initPayload, CancellationToken cancellationToken)
    {
        var credentials = Credentials.Of(context.Request.Headers, initPayload);
        if (credentials.IsEmpty && MayReadSchemaAnonymously(context.Request)) return ConnectionAccess.Anonymous;
        return await SignInAsync(credentials, cancellationToken) switch
        {
            SignIn.Accepted accepted => new ConnectionAccess
            {
                Caller = accepted.Caller,
                SharingKey = SharingKeyOf(accepted.Caller),
                AllowIntrospection = limits.Value.Introspection,
                ExpiresAt = accepted.ExpiresAt,
            },
            SignIn.Refused refused => ConnectionAccess.Refused(refused.Reason),
            var other => throw new InvalidOperationException($"Unexpected: {other.GetType().Name}."),
        };
    }

    private async ValueTask<SignIn> SignInAsync(Credentials credentials, CancellationToken cancellationToken) => credentials switch
    {
        { ApiKey: { } key } => await apiKeys.SignInAsync(key, cancellationToken),
        { Token: { } token } => await tokens.SignInAsync(token, cancellationToken),
        { Authorization: not null } => new SignIn.Refused("Authorization must be: Bearer <token>."),
        _ => new SignIn.Refused("Who are you? Send Authorization: Bearer <token>, or X-Api-Key: <key>."),
    };

    /// <summary>In Development the text of the schema (not introspection, not data) is open, so that tools can fetch it.</summary>
    private bool MayReadSchemaAnonymously(HttpRequest request) =>
        environment.IsDevelopment() && limits.Value.Introspection && request.Path.StartsWithSegments("/graphql/schema.graphql", StringComparison.Ordinal);

    /// <summary>
    /// Subscribers share an answer only if they are the same user, in the same role, who sees the same teams, by the same key: everything
    /// that an answer can depend on, and not only what decides about rows (<c>me</c> is different for everybody; a key can be revoked).
    /// </summary>
    private static string SharingKeyOf(Caller caller) => $"{caller.UserId}/{caller.Role}/{caller.TeamId}/{string.Join(',', caller.TeamIds)}/{caller.KeyId}";
}

/// <summary>Registers authentication.</summary>
internal static class AuthenticationRegistration
{
    /// <summary>API keys, tokens of the configured issuer and, in Development, development tokens.</summary>
    public static void AddCrmAuthentication(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsValidator>();
        services.AddOptions<SecurityOptions>().BindConfiguration("Security").ValidateOnStart();
        services.AddSingleton<CallerDirectory>();
        services.AddSingleton<DevelopmentTokens>();
        services.AddSingleton<ApiKeySignIn>();
        services.AddSingleton<BearerSignIn>();
        services.AddSingleton<CallerAuthentication>();
        services.AddOptions<GraphQLServerOptions>()
            .Configure<IServiceProvider>((transports, provider) => transports.Authenticate = provider.GetRequiredService<CallerAuthentication>().AuthenticateAsync);
    }
}
