namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>What subscribers have in common that get the same responses.</summary>
/// <param name="Document">The document, without a cursor that is written in it.</param>
/// <param name="OperationName">Which operation of it.</param>
/// <param name="Variables">The values of its variables, without the cursor.</param>
/// <param name="SharingKey">What they may see.</param>
internal sealed record GroupKey(string Document, string OperationName, string Variables, string SharingKey);
