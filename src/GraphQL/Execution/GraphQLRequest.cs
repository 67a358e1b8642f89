using System.Text.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Execution;

/// <summary>One request: a document, which of its operations to run, and with what.</summary>
/// <param name="Document">The text of the document as UTF-8.</param>
public sealed record GraphQLRequest(ReadOnlyMemory<byte> Document)
{
    /// <summary>The operation to run; may be null if the document holds one only.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object of variable values; undefined or null if there are none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>A JSON object of protocol extensions; undefined if there are none.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>Where resolvers get their services from.</summary>
    public IServiceProvider Services { get; init; } = NoServices.Instance;

    /// <summary>Who asks, as the host's authentication tells; resolvers read it by type.</summary>
    public object? Caller { get; init; }

    /// <summary>
    /// Subscribers with the same key see the same: events are executed once for all of them that ask the same question.
    /// Null if this caller's answers must not be shared.
    /// </summary>
    public string? SharingKey { get; init; }

    /// <summary>The cursor after which a subscription resumes, as a transport knows it (<c>Last-Event-ID</c>); null if it knows none.</summary>
    public string? LastEventId { get; init; }

    /// <summary>The key by which a repeat of a mutation is known, as the transport got it; null if the caller gave none. The engine leaves its meaning to the host.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Set where all of a mutation is one unit of work: calls the method of a mutation, and takes back what that did if it throws. All
    /// resolvers then share <see cref="Services"/> and run one after another. A fault of ours ends the operation and leaves nothing in the
    /// response but its errors, since whoever asked for one unit of work takes all of it back (<see cref="SingleResult.IsFault"/>).
    /// </summary>
    public UnitOfWork? Unit { get; init; }

    /// <summary>Which operations the transport allows; others are refused with <see cref="RequestOutcome.OperationNotAllowed"/>.</summary>
    public Func<OperationType, bool> Allows { get; init; } = static _ => true;

    /// <summary>Whether introspection is answered; if not, <c>__schema</c> and <c>__type</c> are refused.</summary>
    public bool AllowIntrospection { get; init; } = true;

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>Calls one method of a mutation inside a unit of work.</summary>
/// <param name="call">The method.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate ValueTask<object?> UnitOfWork(Func<ValueTask<object?>> call, CancellationToken cancellationToken);
