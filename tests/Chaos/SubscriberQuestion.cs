using CrmGraph.Domain.Events;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Chaos;

/// <summary>What a subscriber wants, as a document and as a condition on the log.</summary>
internal sealed record SubscriberQuestion(string Name, string Document, Func<LoggedEvent, bool> IsWanted)
{
    private const string Item = "__typename ... on CrmEvent { cursor type } ... on Heartbeat { cursor }";

    internal static readonly SubscriberQuestion[] All =
    [
        new("everything", $"subscription ($after: String) {{ events(after: $after, heartbeatSeconds: 1) {{ {Item} }} }}", _ => true),
        new("stage changes", "subscription ($after: String) { opportunityStageChanged(after: $after) { __typename cursor opportunity { id stage { key } } } }", e => e.Type == EventType.StageChanged),
        new("updates and leads", $"subscription ($after: String) {{ events(after: $after, types: [OPPORTUNITY_UPDATED, LEAD_CREATED]) {{ {Item} }} }}", e => e.Type is EventType.OpportunityUpdated or EventType.LeadCreated),
        new("nothing", $"subscription ($after: String) {{ events(after: $after, types: [CONTRACT_SIGNED], heartbeatSeconds: 1) {{ {Item} }} }}", e => e.Type == EventType.ContractSigned),
        new("everything, whole", $"subscription ($after: String) {{ events(after: $after) {{ __typename ... on CrmEvent {{ cursor actor subject {{ id __typename }} changes {{ field after }} data }} ... on Heartbeat {{ cursor }} }} }}", _ => true),
    ];
}
