using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.Execution;

/// <summary>The answer to a request: a <see cref="SingleResult"/>, or a <see cref="StreamResult"/> for a subscription that has begun.</summary>
public abstract class ExecutionResult : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives pooled memory back.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>One response, ready as UTF-8 JSON.</summary>
/// <param name="body">The whole response object, e.g. <c>{"data":{…},"errors":[…]}</c>; disposed with the result.</param>
/// <param name="outcome">How far the request came.</param>
/// <param name="hasErrors">Whether the response has an <c>errors</c> entry.</param>
public sealed class SingleResult(JsonBuffer body, RequestOutcome outcome, bool hasErrors) : ExecutionResult
{
    /// <summary>The response object as UTF-8 JSON; valid until disposal.</summary>
    public ReadOnlyMemory<byte> Body => body.WrittenMemory;

    /// <summary>How far the request came; unless <see cref="RequestOutcome.Executed"/> there is no <c>data</c> entry.</summary>
    public RequestOutcome Outcome { get; } = outcome;

    /// <summary>Whether the response has an <c>errors</c> entry.</summary>
    public bool HasErrors { get; } = hasErrors;

    /// <summary>Whether errors tell of a fault of ours or of an operation that was given up: the same request may succeed when it is repeated.</summary>
    public bool IsFault { get; init; }

    /// <summary>Whether an earlier request was answered with this response, and nothing was executed now.</summary>
    public bool IsReplay { get; private init; }

    /// <summary>The response to an earlier request, given again.</summary>
    /// <param name="response">The response object as UTF-8 JSON.</param>
    public static SingleResult Replay(ReadOnlySpan<byte> response)
    {
        var body = new JsonBuffer(Math.Max(response.Length, 1));
        body.WriteRaw(response);
        return new SingleResult(body, RequestOutcome.Executed, hasErrors: false) { IsReplay = true };
    }

    /// <summary>A request that is refused as a whole.</summary>
    public static SingleResult Refusal(RequestOutcome outcome, params IReadOnlyList<GraphQLError> errors)
    {
        var body = new JsonBuffer();
        body.WriteRaw("{\"errors\":"u8);
        ErrorWriter.Write(body, errors);
        body.WriteByte((byte)'}');
        return new SingleResult(body, outcome, hasErrors: true);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => body.Dispose();
}

/// <summary>The response stream of a subscription (spec 6.2.3).</summary>
/// <param name="payloads">One response object per event. It ends when the source ends, and throws
/// <see cref="Errors.GraphQLException"/> when the subscriber has to be told why it is cut off (overflow, expired cursor).</param>
/// <param name="cursor">The cursor that the subscriber came with; null if it has none.</param>
public sealed class StreamResult(IAsyncEnumerable<ResponsePayload> payloads, string? cursor = null) : ExecutionResult
{
    /// <summary>One response object per event; enumerate once, and dispose the enumerator to unsubscribe.</summary>
    public IAsyncEnumerable<ResponsePayload> Payloads { get; } = payloads;

    /// <summary>The cursor that the subscriber came with: where it goes on if it is cut off before it got anything; null if it has none.</summary>
    public string? Cursor { get; } = cursor;

    /// <summary>
    /// Takes live responses as they are made, on the flow that made them, while the enumerator waits for its next; null to have all of them
    /// enumerated. It must not wait; false leaves the response to the enumerator. To be set before the stream is enumerated.
    /// </summary>
    public Func<ResponsePayload, bool>? TakeAtOnce
    {
        get => (Payloads as SubscriberStream)?.TakeAtOnce;
        set
        {
            if (Payloads is SubscriberStream stream)
                stream.TakeAtOnce = value;
        }
    }

    /// <summary>Unsubscribes, if the stream was never enumerated.</summary>
    protected override void Dispose(bool disposing) => (Payloads as IDisposable)?.Dispose();
}

/// <summary>One response of a stream. Its bytes are shared by all subscribers that asked the same.</summary>
/// <param name="Json">The response object as UTF-8 JSON.</param>
/// <param name="EventId">The cursor of the event, for transports that have a place for it; null if events have none.</param>
public sealed record ResponsePayload(ReadOnlyMemory<byte> Json, string? EventId)
{
    internal long Position { get; init; }
}
