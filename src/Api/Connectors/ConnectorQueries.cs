using CrmGraph.Api.Schema;
using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;

namespace CrmGraph.Api.Connectors;

/// <summary>How the connections to other systems do.</summary>
[QueryType]
internal static class ConnectorQueries
{
    /// <summary>Refuses the list to those who see no deliveries, rather than telling them that there are none.</summary>
    internal static readonly QuerySource<Delivery> Deliveries = static (services, request) =>
    {
        RequireMaySee(request.Caller<Caller>());
        return AllRows.Db(services).Deliveries;
    };

    internal static SchemaBuilder AddConnectors(this SchemaBuilder schema) => schema
        .AddObjectType<DeliveryType>()
        .Connection("webhookDeliveries", Deliveries, "What was sent to webhooks and what became of it, newest event first; for ADMIN.", Order.ByDescending((Delivery d) => d.Position), Order.By((Delivery d) => d.Id))
        .AddQueryType(typeof(ConnectorQueries))
        .AddMutationType(typeof(ConnectorMutations));

    /// <summary>The message bus and all other systems that are told of events, by their keys; for ADMIN.</summary>
    public static Task<IReadOnlyList<Connector>> Connectors(Caller caller, CrmDbContext db, ConnectorReport report, CancellationToken cancellationToken)
    {
        RequireMaySee(caller);
        return report.ReadAsync(db, cancellationToken);
    }

    private static void RequireMaySee(Caller caller)
    {
        if (!caller.May(Resource.Connector, Access.Read)) throw new GraphQLException(ErrorCodes.Forbidden, "Your role may not see connectors.");
    }
}
