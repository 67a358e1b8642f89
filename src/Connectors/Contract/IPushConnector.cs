namespace CrmGraph.Connectors.Contract;

/// <summary>
/// Another system that is told what happens here, one event at a time. Around it are the position in the event log, the inbox,
/// the order per subject, retries and dead letters; it only says what it wants and sends one event.
/// </summary>
public interface IPushConnector : IConnector
{
    /// <summary>Whether it takes events of a type.</summary>
    /// <param name="type">The type, e.g. <c>STAGE_CHANGED</c>.</param>
    bool Takes(string type);

    /// <summary>Sends one event. It may have been sent before, by a process that ended before it could say so.</summary>
    /// <exception cref="OperationCanceledException">Nobody knows whether it arrived.</exception>
    Task<PushResult> PushAsync(OutgoingEvent outgoing, CancellationToken cancellationToken);
}

/// <summary>An event on its way out.</summary>
/// <param name="Id">The id of the event, the same on each attempt.</param>
/// <param name="Type">The type, e.g. <c>STAGE_CHANGED</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Body">The event as the subscription <c>events</c> shows it to an administrator, in JSON.</param>
public sealed record OutgoingEvent(Guid Id, string Type, DateTimeOffset At, ReadOnlyMemory<byte> Body);
