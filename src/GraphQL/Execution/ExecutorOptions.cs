using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Loading;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.GraphQL.Execution;

/// <summary>How a <see cref="RequestExecutor"/> works. Defaults suit a server on the open internet.</summary>
public sealed record ExecutorOptions
{
    /// <summary>Limits of documents as text.</summary>
    public ParserOptions Parser { get; init; } = new() { AllowTypeSystem = false };

    /// <summary>Rules and limits of documents against the schema.</summary>
    public ValidationOptions Validation { get; init; } = ValidationOptions.Default;

    /// <summary>How long an operation (or the execution of one event) may take. Default 15 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a mutation may take, where that is not the same: imports take longer than reads may. Default null: as long as other operations.</summary>
    public TimeSpan? MutationTimeout { get; init; }

    /// <summary>
    /// How many objects the pages of one operation may hold together, were they all full. Nested pages multiply: 100 in 100 in 100 are
    /// a million. Default 50,000.
    /// </summary>
    public int MaxNodes { get; init; } = 50_000;

    /// <summary>How many documents with their plans are kept; one is kept when it comes for the second time. Default 1,024.</summary>
    public int DocumentCacheSize { get; init; } = 1024;

    /// <summary>How many refused documents are kept with their errors. Default 256.</summary>
    public int RefusedDocumentCacheSize { get; init; } = 256;

    /// <summary>The longest document, in bytes, that is kept in a cache. Default 64 KiB.</summary>
    public int LongestCachedDocument { get; init; } = 64 * 1024;

    /// <summary>How many events may wait for one slow subscriber before it is cut off. Default 256.</summary>
    public int SubscriberBuffer { get; init; } = 256;

    /// <summary>
    /// Who the caller of a subscription is now, asked before every event: the event is executed for whom it answers. Null ends the
    /// subscription with <see cref="ErrorCodes.Unauthenticated"/>. Without it, callers stay who they were when they subscribed.
    /// </summary>
    public Func<GraphQLRequest, CancellationToken, ValueTask<object?>>? CurrentCaller { get; init; }

    /// <summary>Turns an exception that a resolver threw into an error for the client; null to have it logged and masked.</summary>
    public Func<Exception, GraphQLError?> ErrorFilter { get; init; } = static _ => null;

    /// <summary>Told of every exception that is masked, with the id that the client sees.</summary>
    public Action<string, Exception> OnMaskedException { get; init; } = static (_, _) => { };

    /// <summary>Makes the id by which a masked exception is found in the log.</summary>
    public Func<string> NewErrorId { get; init; } = static () => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));

    /// <summary>Opens a scope of services for a request; null to let all resolvers share the request's.</summary>
    public Func<GraphQLRequest, ResolverScope>? CreateScope { get; init; }

    /// <summary>
    /// Called in place of the execution of every mutation that is well formed, to do it inside a transaction or to answer without doing
    /// it; null to just execute it.
    /// </summary>
    public MutationRunner? RunMutation { get; init; }

    /// <summary>The services of the process, for subscriptions that outlive the request that opened them; null to use the request's.</summary>
    public IServiceProvider? RootServices { get; init; }

    /// <summary>Makes a data loader from services.</summary>
    public Func<IServiceProvider, Type, DataLoader> CreateLoader { get; init; } = static (services, type) =>
        services.GetService(type) as DataLoader ?? throw new InvalidOperationException($"The services have no {type.Name}.");

    /// <summary>Time for time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>A scope of services and what ends it.</summary>
/// <param name="Services">The services.</param>
/// <param name="Lifetime">Disposed when the response is written.</param>
public sealed record ResolverScope(IServiceProvider Services, IAsyncDisposable Lifetime);

/// <summary>Executes a mutation.</summary>
/// <param name="request">What was asked.</param>
/// <param name="execute">Executes the request, or one that differs from it in its services.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate ValueTask<SingleResult> MutationRunner(
    GraphQLRequest request, Func<GraphQLRequest, CancellationToken, ValueTask<SingleResult>> execute, CancellationToken cancellationToken);
