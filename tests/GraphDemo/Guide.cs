namespace CrmGraph.GraphDemo;

/// <summary>What the demo says when it is running.</summary>
internal static class Guide
{
    internal static string Text(Uri server, DemoDeal deal)
    {
        var address = server.ToString().TrimEnd('/');
        return $$"""

            The server answers at {{address}}/graphql. Get a token for its page there:
              curl -s {{address}}/dev/token -H 'Content-Type: application/json' -d '{"email":"{{deal.Seller}}"}'
            and put it into the headers: {"Authorization": "Bearer <token>"}

            Mails and meetings of {{deal.Number}} ({{deal.Account}}), as its owner sees them:
              query { node(id: "{{deal.Id}}") { ... on Opportunity { number name
                activities(first: 10) { nodes { kind subject startAt completedAt origin visibility participants { name } } } } } }

            How the connector is doing (as admin@crmgraph.example):
              query { connectors { key kind isEnabled health lastSyncAt backlog lastError } }

            Every few seconds something happens in a mailbox; ask again. Ctrl+C ends both.

            """;
    }
}
