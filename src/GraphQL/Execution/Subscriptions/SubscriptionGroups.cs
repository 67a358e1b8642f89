using System.Collections.Concurrent;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// Runs subscriptions (spec 6.2.3) in groups: subscribers with the same plan, variables and sharing key get the same bytes, so an
/// event costs one execution per group, however many subscribers it has.
/// </summary>
internal sealed class SubscriptionGroups(ExecutorOptions options, ExecuteEvent execute)
{
    private readonly ConcurrentDictionary<GroupKey, SubscriptionGroup> groups = new();
    private long executions;

    public long Executions => Interlocked.Read(ref executions);

    public int Count => groups.Count;

    /// <summary>Opens the stream, or joins the group that has it open. What the resolver throws comes out here.</summary>
    public async ValueTask<IAsyncEnumerable<ResponsePayload>> SubscribeAsync(
        GraphQLRequest request, OperationPlan plan, VariableValues? variables, CancellationToken cancellationToken)
    {
        if (request.SharingKey is null || request.LastEventId is not null)
            return (await OpenAsync(request, plan, variables, static () => { })).Join()!;
        var key = new GroupKey(plan, request.Variables.ValueKind == JsonValueKind.Object ? request.Variables.GetRawText() : "", request.SharingKey);
        while (true)
        {
            if (groups.TryGetValue(key, out var existing))
            {
                if (existing.Join() is { } joined)
                    return joined;
                groups.TryRemove(new KeyValuePair<GroupKey, SubscriptionGroup>(key, existing));
            }

            // The group outlives the request that opened it, so it runs on the services of the process.
            var shared = options.RootServices is null ? request : request with { Services = options.RootServices };
            SubscriptionGroup? own = null;
            own = await OpenAsync(shared, plan, variables, () => groups.TryRemove(new KeyValuePair<GroupKey, SubscriptionGroup>(key, own!)));
            var subscriber = own.Join()!;
            if (groups.TryAdd(key, own))
                return subscriber;
            await using (subscriber.GetAsyncEnumerator(cancellationToken))
            {
                // Somebody else opened the same group meanwhile: leave this one, which ends it, and join theirs.
            }
        }
    }

    private async ValueTask<SubscriptionGroup> OpenAsync(
        GraphQLRequest request, OperationPlan plan, VariableValues? variables, Action ended)
    {
        var field = plan.Root.Fields[0];
        var resolver = field.Field.Resolver as SubscribeResolver
            ?? throw new InvalidOperationException($"{field.DeclaringType.Name}.{field.Field.Name} has no {nameof(SubscribeResolver)}.");
        var context = new RequestContext(request, plan, variables, options);

        // Not the request's token: the stream goes on for those who join, after the request that opened it has gone.
        var stop = new CancellationTokenSource();
        try
        {
            var source = await resolver.Subscribe(new ResolverContext(context, field, request, context.ArgumentsOf(field)), stop.Token);
            return new SubscriptionGroup(source, ExecuteAsync, options.SubscriberBuffer, stop, ended, Explain, context.DisposeScopesAsync);
        }
        catch
        {
            stop.Dispose();
            await context.DisposeScopesAsync();
            throw;
        }

        GraphQLException Explain(Exception exception) => exception as GraphQLException ?? new GraphQLException(new FieldErrors(options, plan.Source).From(exception)[0]);

        async ValueTask<ResponsePayload> ExecuteAsync(SourceEvent message, CancellationToken groupStopped)
        {
            Interlocked.Increment(ref executions);
            var (body, _) = await execute(request, plan, variables, message.Value, groupStopped);
            using (body)
                return new ResponsePayload(body.WrittenSpan.ToArray(), message.EventId);
        }
    }

    private sealed record GroupKey(OperationPlan Plan, string Variables, string SharingKey);
}

/// <summary>Executes a planned operation with an event as its root value.</summary>
internal delegate ValueTask<(JsonBuffer Body, bool HasErrors)> ExecuteEvent(
    GraphQLRequest request, OperationPlan plan, VariableValues? variables, object root, CancellationToken cancellationToken);
