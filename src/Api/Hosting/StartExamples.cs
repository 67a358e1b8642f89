using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Hosting;

/// <summary>
/// In Development, logs one command per role that is ready to paste. Each asks for its token by itself, so that no token is in
/// the log and the command works tomorrow too.
/// </summary>
internal sealed partial class StartExamples(IServer server, IDbContextFactory<CrmDbContext> databases, ILogger<StartExamples> log) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null || !log.IsEnabled(LogLevel.Information)) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.AsNoTracking().Where(u => u.IsActive).OrderBy(u => u.Id).Select(u => new { u.Email, u.Role }).ToListAsync(cancellationToken);
        LogAddress(address);
        foreach (var user in users.DistinctBy(u => u.Role).OrderBy(u => u.Role))
        {
            var command = Command(address, user.Email);
            LogExample(user.Role, command);
        }
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Command(string address, string email) =>
        $$"""
        curl -s {{address}}/graphql -H 'Content-Type: application/json' -H "Authorization: Bearer $(curl -s {{address}}/dev/token -H 'Content-Type: application/json' -d '{"email":"{{email}}"}' | cut -d'"' -f4)" -d '{"query":"{ me { name role } }"}'
        """;

    [LoggerMessage(Level = LogLevel.Information, Message = "GraphiQL is at {Address}/graphql; sign in there with the e-mail address of a demo user")]
    private partial void LogAddress(string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "As {Role}: {Command}")]
    private partial void LogExample(Role role, string command);
}

/// <summary>Registers the examples.</summary>
internal static class StartExamplesRegistration
{
    /// <summary>Logs examples in Development, and nowhere else.</summary>
    public static void AddStartExamples(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) builder.Services.AddHostedService<StartExamples>();
    }
}
