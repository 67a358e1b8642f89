using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Execution.Fetching;

/// <summary>
/// The fetch phase: level by level, every field that does work runs once for all objects of its place; data loaders are flushed when a
/// level has nothing else to do. So batching does not depend on timing, and an operation costs a constant number of fetches.
/// </summary>
internal sealed class Fetcher(RequestContext request, AbstractTypes abstractTypes)
{
    private readonly PendingResults pending = new(request);
    private List<Place> next = [];

    /// <summary>What has been fetched.</summary>
    public FetchedResults Results { get; } = new();

    /// <summary>Fetches all fields of the root that need it, and everything below them.</summary>
    public ValueTask FetchAsync(SelectionSet selections, object root, CancellationToken cancellationToken) =>
        selections.NeedsFetch ? FetchAsync(selections.Fields.AsSpan(), new TypedPlace(selections, [root], [0]), cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Fetches one field of the root and everything below it: mutations do it field by field.</summary>
    public ValueTask FetchAsync(FieldSelection field, SelectionSet selections, object root, CancellationToken cancellationToken) =>
        field.NeedsFetch ? FetchAsync([field], new TypedPlace(selections, [root], [0]), cancellationToken) : ValueTask.CompletedTask;

    private ValueTask FetchAsync(ReadOnlySpan<FieldSelection> fields, TypedPlace root, CancellationToken cancellationToken)
    {
        var started = new List<FieldSelection>(fields.Length);
        if (request.IsUnit)
            return FetchOneByOneAsync([.. fields], root, started, cancellationToken);
        foreach (var field in fields)
        {
            if (!field.NeedsFetch)
                continue;
            Results.Add(field, 1);
            Start(field, root, cancellationToken);
            started.Add(field);
        }

        return FinishAsync(started, cancellationToken);
    }

    private async ValueTask FetchOneByOneAsync(FieldSelection[] fields, TypedPlace root, List<FieldSelection> started, CancellationToken cancellationToken)
    {
        await StartOneByOneAsync(fields, root, 1, started, cancellationToken);
        await FinishAsync(started, cancellationToken);
    }

    private async ValueTask FinishAsync(List<FieldSelection> started, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!pending.IsEmpty)
                await pending.CompleteAsync(cancellationToken);
            foreach (var field in started)
                Descend(field);
            if (next.Count == 0)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            var places = next;
            next = [];
            started.Clear();
            foreach (var place in places)
            {
                if (request.IsUnit)
                    await StartPlaceOneByOneAsync(place, started, cancellationToken);
                else
                    StartPlace(place, started, cancellationToken);
            }
        }
    }

    private async ValueTask StartPlaceOneByOneAsync(Place place, List<FieldSelection> started, CancellationToken cancellationToken)
    {
        foreach (var typed in ByType(place))
            await StartOneByOneAsync([.. typed.Selections.Fields], typed, place.Objects.Length, started, cancellationToken);
    }

    // Each field is finished before the next begins, its loaders included: they all use the same services.
    private async ValueTask StartOneByOneAsync(FieldSelection[] fields, TypedPlace place, int count, List<FieldSelection> started, CancellationToken cancellationToken)
    {
        foreach (var field in fields)
        {
            if (!field.NeedsFetch)
                continue;
            Results.Add(field, count);
            Start(field, place, cancellationToken);
            started.Add(field);
            await pending.CompleteAsync(cancellationToken);
        }
    }

    private void StartPlace(Place place, List<FieldSelection> started, CancellationToken cancellationToken)
    {
        foreach (var typed in ByType(place))
        {
            foreach (var field in typed.Selections.Fields)
            {
                if (!field.NeedsFetch)
                    continue;
                Results.Add(field, place.Objects.Length);
                Start(field, typed, cancellationToken);
                started.Add(field);
            }
        }
    }

    private IEnumerable<TypedPlace> ByType(Place place)
    {
        if (place.Selections.Single is { } single)
            return [new TypedPlace(single, place.Objects, [.. Enumerable.Range(0, place.Objects.Length)])];

        // An object whose type cannot be told is left out here; the writer reports it.
        return Enumerable.Range(0, place.Objects.Length)
            .Select(i => (Position: i, Type: abstractTypes.TryResolve(place.Selections.Type, place.Objects[i], out var type, out _) ? type : null))
            .Where(o => o.Type is not null)
            .GroupBy(o => o.Type!, o => o.Position)
            .Select(g => new TypedPlace(place.Selections.For(g.Key), place.Objects, [.. g]));
    }

    private void Start(FieldSelection field, TypedPlace place, CancellationToken cancellationToken)
    {
        var values = Results[field].Values;
        var positions = TakeFromRows(field, place, values);
        if (positions.Length == 0)
            return;
        try
        {
            var arguments = request.ArgumentsOf(field);
            switch (field.Field.Resolver)
            {
                case TaskResolver resolver when request.IsUnit && positions.Length > 1:
                    pending.Add(ResolveOneByOneAsync(resolver, field, arguments, place.Objects, positions, values, cancellationToken), values, positions);
                    break;
                case TaskResolver resolver:
                    StartEach(resolver.Resolve, field, arguments, place.Objects, positions, values, cancellationToken);
                    break;
                case BatchResolver resolver:
                    pending.Add(resolver.ResolveAsync(new BatchContext(request, field, arguments, place.Objects, positions, values), cancellationToken), values, positions);
                    break;
                case SubscribeResolver { Resolve: { } resolve }:
                    StartEach(resolve, field, arguments, place.Objects, positions, values, cancellationToken);
                    break;
                case SubscribeResolver:
                    foreach (var position in positions)
                        values[position] = place.Objects[position];
                    break;
                case PureResolver resolver:
                    ResolveEach(resolver, arguments, place.Objects, positions, values);
                    break;
                default:
                    throw new InvalidOperationException($"{field.DeclaringType.Name}.{field.Field.Name} has no resolver.");
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            foreach (var position in positions)
                values[position] ??= new FieldFailure(exception);
        }
    }

    // What a data source has joined into its rows needs no resolver any more.
    private static int[] TakeFromRows(FieldSelection field, TypedPlace place, object?[] values)
    {
        if (field.Slot < 0)
            return place.Positions;
        var remaining = new List<int>();
        foreach (var position in place.Positions)
        {
            if (place.Objects[position] is ProjectedRow row)
                values[position] = row.Values[field.Slot];
            else
                remaining.Add(position);
        }

        return [.. remaining];
    }

    private void StartEach(
        Func<ResolverContext, CancellationToken, ValueTask<object?>> resolve, FieldSelection field, object?[] arguments, object[] objects, int[] positions, object?[] values, CancellationToken cancellationToken)
    {
        foreach (var position in positions)
        {
            try
            {
                pending.Add(resolve(new ResolverContext(request, field, objects[position], arguments), cancellationToken), values, position);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                values[position] = new FieldFailure(exception);
            }
        }
    }

    private async ValueTask ResolveOneByOneAsync(
        TaskResolver resolver, FieldSelection field, object?[] arguments, object[] objects, int[] positions, object?[] values, CancellationToken cancellationToken)
    {
        foreach (var position in positions)
        {
            try
            {
                values[position] = await resolver.Resolve(new ResolverContext(request, field, objects[position], arguments), cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                values[position] = new FieldFailure(exception);
            }
        }
    }

    private void ResolveEach(PureResolver resolver, object?[] arguments, object[] objects, int[] positions, object?[] values)
    {
        var context = new PureArguments(request.Schema, arguments);
        foreach (var position in positions)
        {
            try
            {
                values[position] = resolver.Resolve(objects[position], context);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                values[position] = new FieldFailure(exception);
            }
        }
    }

    private void Descend(FieldSelection field)
    {
        if (!field.ChildrenNeedFetch)
            return;
        var results = Results[field];
        var first = results.FirstChild = new int[results.Values.Length];
        var objects = new List<object>(results.Values.Length);
        for (var i = 0; i < first.Length; i++)
        {
            first[i] = objects.Count;
            results.Values[i] = FetchedObjects.Collect(results.Values[i], field.Field.Type, objects);
        }

        if (objects.Count > 0)
            next.Add(new Place(field.Children!, [.. objects]));
    }
}
