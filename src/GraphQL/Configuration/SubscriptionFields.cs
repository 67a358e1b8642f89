using System.Reflection;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes the fields of <c>Subscription</c>: methods that return a stream of events, each of which is the field's value.</summary>
internal static class SubscriptionFields
{
    /// <summary>The fields of a class of subscriptions.</summary>
    public static IEnumerable<OutputField> Of(Type owner, TypeRegistry types) =>
        MethodFields.MethodsOf(owner, types).Select(m => Field(m, types)).OfType<OutputField>();

    private static OutputField? Field(MethodInfo method, TypeRegistry types)
    {
        var stream = MethodResults.ValueTypeOf(method.ReturnType);
        var isResumable = ClrShape.IsWrapper(stream, typeof(ResumableStream<>));
        if (method.GetCustomAttribute<SubscribeAttribute>() is not { } marked || !(isResumable || ClrShape.IsWrapper(stream, typeof(IAsyncEnumerable<>))))
        {
            types.Mistake($"{MethodFields.PlaceOf(method)} has to be marked [Subscribe] and to return IAsyncEnumerable<T> or ResumableStream<T> of its events.");
            return null;
        }

        if (isResumable && marked.KeepsLatest)
        {
            types.Mistake($"{MethodFields.PlaceOf(method)} keeps the latest event, which a ResumableStream<T> cannot: its subscribers begin at their cursors.");
            return null;
        }

        var item = ItemOf(method, isResumable);
        if (MethodFields.Bind(method, null, "On", types, collect: false) is not { } bound || MethodFields.TypeOf(method, item, types) is not { } type)
            return null;
        var toSource = ToSource(isResumable, stream.GetGenericArguments()[0]);
        return new OutputField(bound.Name, type, bound.Arguments, bound.Description, bound.DeprecationReason)
        {
            Resolver = new SubscribeResolver(
                async (context, cancellationToken) => await bound.Invoke(context, cancellationToken) is { } opened
                    ? toSource(opened)
                    : throw new InvalidOperationException($"{bound.Method.Name} returned no stream."),
                isResumable)
            {
                CursorArgument = bound.CursorArgument,
                KeepsLatest = marked.KeepsLatest,
            },
        };
    }

    private static ClrShape ItemOf(MethodInfo method, bool isResumable)
    {
        var returned = new NullabilityInfoContext().Create(method.ReturnParameter);
        if (!isResumable)
            return ClrShape.OfResult(returned).Item!;
        return ClrShape.Of((MethodResults.ValueTypeOf(returned.Type) == returned.Type ? returned : returned.GenericTypeArguments[0]).GenericTypeArguments[0]);
    }

    private static Func<object, SourceStream> ToSource(bool isResumable, Type item) => isResumable
        ? typeof(ResumableStream<>).MakeGenericType(item).GetMethod(nameof(ResumableStream<>.ToSource), BindingFlags.NonPublic | BindingFlags.Static)!
            .CreateDelegate<Func<object, SourceStream>>()
        : typeof(SubscriptionFields).GetMethod(nameof(LiveOnly), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item)
            .CreateDelegate<Func<object, SourceStream>>();

    private static SourceStream LiveOnly<T>(object events) => SourceStream.LiveOnly(events as IAsyncEnumerable<SourceEvent> ?? EventsOf((IAsyncEnumerable<T>)events));

    private static async IAsyncEnumerable<SourceEvent> EventsOf<T>(IAsyncEnumerable<T> events, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var happened in events.WithCancellation(cancellationToken))
            yield return new SourceEvent(happened!);
    }
}
