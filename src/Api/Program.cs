using System.Globalization;
using CrmGraph.Api.Auth;
using CrmGraph.Api.Capture;
using CrmGraph.Api.Connectors;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Jobs;
using CrmGraph.Api.Schema;
using CrmGraph.Api.Surveys;
using CrmGraph.Connectors;
using CrmGraph.GraphQL.AspNetCore;

namespace CrmGraph.Api;

/// <summary>The host, as a table of contents: what it is made of, and what it answers where.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        // what is written for programs must not depend on the language of the machine
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.CurrentCulture) = (CultureInfo.InvariantCulture, CultureInfo.InvariantCulture);
        return HostCommands.RunAsync(args, Console.Out, Console.Error);
    }

    /// <summary>Puts the host together; nothing is opened or started yet.</summary>
    /// <param name="options">Arguments and folders.</param>
    /// <param name="adjust">Has the last word over configuration and services.</param>
    internal static WebApplication Build(WebApplicationOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(options);
        adjust?.Invoke(builder);

        builder.AddListening();
        builder.AddCrmOptions();
        builder.AddCrmDatabase();
        builder.AddConnectors();
        builder.AddJobs();
        builder.AddCrmAuthentication();
        builder.AddStartExamples();
        builder.Services.AddCapture();
        builder.Services.AddGraphQLServer().AddCrmSchema().AddHostRules(builder.Configuration);

        var app = builder.Build();
        app.MapGraphQL("/graphql");
        app.MapGraphQLSchema("/graphql/schema.graphql");
        app.MapCapture();
        app.MapHealth();
        app.MapDevelopmentTokens();
        app.MapSurveys();
        app.MapGraphNotifications();
        app.MapGet("/", () => Results.Redirect("/graphql"));
        return app;
    }

    /// <summary>Checks the options and makes the database ready; after this the host may be started.</summary>
    internal static async Task PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.CheckOptions();
        await app.Services.GetRequiredService<DatabaseSetup>().PrepareAsync(cancellationToken);
        await app.Services.StartConnectorsAsync(cancellationToken);
    }
}
