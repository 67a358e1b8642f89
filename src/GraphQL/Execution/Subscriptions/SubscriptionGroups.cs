using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// Runs subscriptions (spec 6.2.3) in groups: subscribers that ask the same and see the same get the same bytes, so an event costs one
/// execution per group, however many subscribers it has.
/// </summary>
internal sealed class SubscriptionGroups(ExecutorOptions options, ExecuteEvent execute)
{
    private readonly ConcurrentDictionary<GroupKey, SubscriptionGroup> groups = new();

    public SubscriptionCounters Counters { get; } = new();

    /// <summary>Opens the stream, or joins those who have it open. What the resolver throws comes out here.</summary>
    public ValueTask<StreamResult> SubscribeAsync(GraphQLRequest request, OperationPlan plan, VariableValues? variables, CancellationToken cancellationToken)
    {
        var field = plan.Root.Fields[0];
        var resolver = field.Field.Resolver as SubscribeResolver
            ?? throw new InvalidOperationException($"{field.DeclaringType.Name}.{field.Field.Name} has no {nameof(SubscribeResolver)}.");

        // Groups outlive the request that opened them, so they run on the services of the process.
        var shared = options.RootServices is null ? request : request with { Services = options.RootServices };
        var responses = new EventResponses(options, execute, shared, plan, variables);
        return resolver.IsResumable
            ? ResumeAsync(resolver, new RequestContext(request, plan, variables, options), responses, cancellationToken)
            : ListenAsync(resolver, new RequestContext(shared, plan, variables, options), responses);
    }

    private async ValueTask<StreamResult> ResumeAsync(SubscribeResolver resolver, RequestContext context, EventResponses responses, CancellationToken cancellationToken)
    {
        SourceStream source;
        string? cursor;
        try
        {
            cursor = context.Request.LastEventId ?? CursorOf(resolver, context);
            source = await OpenAsync(resolver, context, cancellationToken);
        }
        finally
        {
            await context.DisposeScopesAsync();
        }

        var key = SharedOperation.Of(context.Plan, resolver.CursorArgument).KeyOf(context.Request);
        var subscriber = new ResumingSubscriber(new CatchUp(source, responses, sent => Join(key, source, responses, sent), Counters));
        return new StreamResult(new SubscriberStream(subscriber.ReadAsync, null, cursor, responses.Errors), cursor);
    }

    /// <summary>A place in the group of a key. Whoever finds none opens it where it stands itself.</summary>
    private GroupSeat Join(GroupKey? key, SourceStream source, EventResponses responses, long sent)
    {
        while (true)
        {
            var group = key is null ? Create() : groups.GetOrAdd(key, _ => Create());
            if (group.Join(sent) is { } seat)
                return seat;
            Remove(key, group);
        }

        SubscriptionGroup Create() => new(source, sent, responses, options.SubscriberBuffer, false, Counters, new CancellationTokenSource(), group =>
        {
            Remove(key, group);
            return ValueTask.CompletedTask;
        });
    }

    private async ValueTask<StreamResult> ListenAsync(SubscribeResolver resolver, RequestContext context, EventResponses responses)
    {
        // A source that knows the cursor from the transport may begin anywhere.
        var key = context.Request.LastEventId is null ? SharedOperation.Of(context.Plan, resolver.CursorArgument).KeyOf(context.Request) : null;
        while (true)
        {
            if (key is not null && groups.TryGetValue(key, out var existing))
            {
                if (existing.Join(long.MinValue) is { } joined)
                    return Stream(joined);
                Remove(key, existing);
            }

            var own = await OpenGroupAsync(resolver, context, responses, key);
            var seat = own.Join(long.MinValue)!;
            if (key is null || groups.TryAdd(key, own))
                return Stream(seat);

            // Somebody else opened the same meanwhile: leave this one, which ends it, and join theirs.
            seat.Dispose();
        }

        StreamResult Stream(GroupSeat seat) => new(new SubscriberStream((take, token) => ReadAsync(seat, take, token), seat, null, responses.Errors));
    }

    private static async IAsyncEnumerable<ResponsePayload> ReadAsync(
        GroupSeat seat, Func<ResponsePayload, bool> takesAtOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(static seat => ((GroupSeat)seat!).Complete(null), seat);
        while (await seat.ReadAsync(takesAtOnce) is { } payload)
            yield return payload;
    }

    private async ValueTask<SubscriptionGroup> OpenGroupAsync(SubscribeResolver resolver, RequestContext context, EventResponses responses, GroupKey? key)
    {
        // Not the request's token: the stream goes on for those who join, after the request that opened it has gone.
        var stop = new CancellationTokenSource();
        try
        {
            var source = await OpenAsync(resolver, context, stop.Token);
            return new SubscriptionGroup(source, long.MinValue, responses, options.SubscriberBuffer, resolver.KeepsLatest, Counters, stop, group =>
            {
                Remove(key, group);
                return context.DisposeScopesAsync();
            });
        }
        catch
        {
            await context.DisposeScopesAsync();
            throw;
        }
    }

    private static ValueTask<SourceStream> OpenAsync(SubscribeResolver resolver, RequestContext context, CancellationToken cancellationToken)
    {
        var field = context.Plan.Root.Fields[0];
        return resolver.Open(new ResolverContext(context, field, context.Request, context.ArgumentsOf(field)), cancellationToken);
    }

    private static string? CursorOf(SubscribeResolver resolver, RequestContext context)
    {
        if (resolver.CursorArgument is not { } name)
            return null;
        var field = context.Plan.Root.Fields[0];
        return new ResolverContext(context, field, context.Request, context.ArgumentsOf(field)).Argument<string?>(name);
    }

    private void Remove(GroupKey? key, SubscriptionGroup group)
    {
        if (key is not null)
            groups.TryRemove(new KeyValuePair<GroupKey, SubscriptionGroup>(key, group));
    }
}
