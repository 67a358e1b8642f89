using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution.Fetching;

/// <summary>What the fetch phase of one execution has got, by field.</summary>
internal sealed class FetchedResults
{
    private FieldResults?[] byId = [];

    public FieldResults this[FieldSelection selection] =>
        byId[selection.Id] ?? throw new InvalidOperationException($"{selection.DeclaringType.Name}.{selection.Field.Name} was not fetched.");

    public FieldResults Add(FieldSelection selection, int count)
    {
        if (selection.Id >= byId.Length)
            Array.Resize(ref byId, Math.Max(selection.Id + 1, selection.Plan.SelectionCount));
        return byId[selection.Id] = new FieldResults(count);
    }
}
