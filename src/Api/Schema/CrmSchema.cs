using CrmGraph.Api.Accounts;
using CrmGraph.Api.Activities;
using CrmGraph.Api.Alerts;
using CrmGraph.Api.Approvals;
using CrmGraph.Api.Auth;
using CrmGraph.Api.Capture;
using CrmGraph.Api.Connectors;
using CrmGraph.Api.Contacts;
using CrmGraph.Api.Contracts;
using CrmGraph.Api.Currencies;
using CrmGraph.Api.Deals;
using CrmGraph.Api.Duplicates;
using CrmGraph.Api.Erp;
using CrmGraph.Api.Events;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Idempotency;
using CrmGraph.Api.Leads;
using CrmGraph.Api.Leads.Scoring;
using CrmGraph.Api.Opportunities;
using CrmGraph.Api.Pipelines;
using CrmGraph.Api.Qualifications;
using CrmGraph.Api.Quotes;
using CrmGraph.Api.Reports;
using CrmGraph.Api.Reviews;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Api.Search;
using CrmGraph.Api.Security;
using CrmGraph.Api.Surveys;
using CrmGraph.Api.Teams;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Schema;

/// <summary>What the API offers: one line per feature.</summary>
internal static class CrmSchema
{
    /// <summary>Adds the schema of the CRM, and the relay that feeds its subscriptions.</summary>
    internal static GraphQLServerBuilder AddCrmSchema(this GraphQLServerBuilder server)
    {
        server.Services.AddHttpContextAccessor();
        server.Services.AddSingleton(new EventNames(NodeId.Encode));
        server.Services.AddSingleton<EventStreams>();
        server.Services.AddSingleton<FunnelWatch>();
        server.Services.TryAddSingleton<CallerDirectory>();
        server.Services.AddHostedService<EventListening>();
        server.Services.AddScoped<LeadConversion>();
        server.Services.AddHostedService<FunnelFolding>();
        server.Services.AddSingleton(services => services.GetRequiredService<IOptions<OrganisationOptions>>().Value);
        server.Services.AddSingleton<SurveyLinks>();
        server.Services.AddSingleton<SurveyLimit>();
        server.Services.AddSingleton<IdempotentMutations>();
        server.Services.TryAddSingleton<LeadRescoringService>();
        server.Services.AddHostedService(services => services.GetRequiredService<LeadRescoringService>());
        return server
            .AddCaller<Caller>()
            .OnScopeOpened(NoteOrigin)
            .ModifyRequestOptions(o => o with { CurrentCaller = CurrentCallerAsync })
            .ConfigureSchema((schema, services) =>
            {
                var http = services.GetService<IHttpContextAccessor>();
                schema.AddMutationConventions<IError>(refusal => Refusals.Map(refusal, Language.Of(http?.HttpContext)));
            })
            .ConfigureSchema(schema => schema.AddCrm())
            .ModifyRequestOptions(options => options with { RunMutation = IdempotentMutations.RunAsync })
            .AddErrorFilter(exception => DatabaseBusyException.In(exception) is { } busy ? new GraphQLError(busy.Message) { Code = ErrorCodes.Timeout } : null);
    }

    /// <summary>Tells a scope who asks, for what the event log says about changes.</summary>
    internal static void NoteOrigin(GraphQLRequest request, IServiceProvider services)
    {
        var origin = services.GetRequiredService<ChangeOrigin>();
        origin.ActorId = (request.Caller as Caller)?.UserId;
        origin.RequestId = services.GetService<IHttpContextAccessor>()?.HttpContext?.TraceIdentifier;
    }

    private static async ValueTask<object?> CurrentCallerAsync(GraphQLRequest request, CancellationToken cancellationToken) =>
        await request.Services.GetRequiredService<CallerDirectory>().CurrentAsync((Caller)request.Caller!, cancellationToken);

    private static void AddCrm(this SchemaBuilder schema) => schema
        .Nodes()
        .AddObjectType<MoneyType>()
        .AddTeams()
        .AddLeads()
        .AddCapture()
        .AddQualifications()
        .AddDuplicates()
        .AddConversions()
        .AddOpportunities()
        .AddAccounts()
        .AddContacts()
        .AddActivities()
        .AddAlerts()
        .AddPipelines()
        .AddDeals()
        .AddApiKeys()
        .AddQuotes()
        .AddApprovals()
        .AddContracts()
        .AddReviews()
        .AddCurrencies()
        .AddSearch()
        .AddFunnel()
        .AddWinLoss()
        .AddLeaderboard()
        .AddEvents()
        .AddConnectors()
        .AddErp();
}
