using System.Reflection;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Execution;
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
        if (!method.IsDefined(typeof(SubscribeAttribute)) || !ClrShape.IsWrapper(stream, typeof(IAsyncEnumerable<>)))
        {
            types.Mistake($"{MethodFields.PlaceOf(method)} has to be marked [Subscribe] and to return IAsyncEnumerable<T> of its events.");
            return null;
        }

        var item = ClrShape.OfResult(new NullabilityInfoContext().Create(method.ReturnParameter)).Item!;
        if (MethodFields.Bind(method, null, "On", types, collect: false) is not { } bound || MethodFields.TypeOf(method, item, types) is not { } type)
            return null;
        var wrap = typeof(SubscriptionFields).GetMethod(nameof(ToSource), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item.Type)
            .CreateDelegate<Func<object, CancellationToken, IAsyncEnumerable<SourceEvent>>>();
        return new OutputField(bound.Name, type, bound.Arguments, bound.Description, bound.DeprecationReason)
        {
            Resolver = new SubscribeResolver(async (context, cancellationToken) => await bound.Invoke(context, cancellationToken) switch
            {
                IAsyncEnumerable<SourceEvent> source => source,
                { } events => wrap(events, cancellationToken),
                null => throw new InvalidOperationException($"{bound.Method.Name} returned no stream."),
            }),
        };
    }

    private static async IAsyncEnumerable<SourceEvent> ToSource<T>(object events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in ((IAsyncEnumerable<T>)events).WithCancellation(cancellationToken))
            yield return new SourceEvent(happened!);
    }
}
