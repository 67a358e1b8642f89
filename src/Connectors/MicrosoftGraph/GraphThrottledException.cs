namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Graph wants a mailbox to be left alone.</summary>
internal sealed class GraphThrottledException(DateTimeOffset until) : Exception("Graph asked for a pause.")
{
    /// <summary>Until when.</summary>
    internal DateTimeOffset Until => until;
}
