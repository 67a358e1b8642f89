using System.Collections.Concurrent;
using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>
/// What is selected of a field's value, per concrete type. For an object type it is planned with the operation; for an abstract type when
/// a value of a concrete type is first met, because planning all combinations of nested abstract types in advance can take for ever.
/// </summary>
internal sealed class SelectionSetTable
{
    private readonly OperationPlan plan;
    private readonly SelectionSetNode[] nodes;
    private readonly ConcurrentDictionary<ObjectType, SelectionSet>? byType;

    public SelectionSetTable(OperationPlan plan, NamedType type, ImmutableArray<FieldNode> fields)
    {
        this.plan = plan;
        Type = type;
        nodes = new SelectionSetNode[fields.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = fields[i].SelectionSet!;
        if (type is ObjectType concrete)
            Single = Plan(plan, concrete, nodes);
        else
            byType = new ConcurrentDictionary<ObjectType, SelectionSet>();
    }

    public NamedType Type { get; }

    /// <summary>The selections if the type is an object type.</summary>
    public SelectionSet? Single { get; }

    /// <summary>Whether something below may have to be fetched before it can be written.</summary>
    public bool NeedsFetch => Single is null || Single.NeedsFetch;

    public SelectionSet For(ObjectType type)
    {
        if (Single is not null)
            return Single;
        if (byType!.TryGetValue(type, out var known))
            return known;
        lock (byType)
            return byType.TryGetValue(type, out known) ? known : byType[type] = Plan(plan, type, nodes);
    }

    public static SelectionSet Plan(OperationPlan plan, ObjectType type, ReadOnlySpan<SelectionSetNode> sets)
    {
        var collected = plan.Collector.Collect(type, sets);
        var fields = new FieldSelection[collected.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = PlanField(plan, type, collected[i]);
        return new SelectionSet(type, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(fields));
    }

    private static FieldSelection PlanField(OperationPlan plan, ObjectType type, CollectedField collected)
    {
        var template = plan.Templates.For(plan.Schema, type, collected.First.Name.Value);
        var nodes = collected.Nodes;
        var table = template.Field.Type.IsComposite ? new SelectionSetTable(plan, template.Field.Type.Named, nodes) : null;
        return new FieldSelection(plan, type, template, collected.ResponseName, nodes, ConstantArguments(plan, template.Field, collected.First), table);
    }

    // Arguments that cannot be coerced are left to the request: the error belongs to the field.
    private static object?[]? ConstantArguments(OperationPlan plan, OutputField field, FieldNode node)
    {
        if (field.Arguments.IsEmpty)
            return [];
        if (VariableUse.IsIn(node.Arguments))
            return null;
        return ArgumentCoercion.TryCoerce(field.Arguments, node.Arguments, null, plan.Source, node, out var values, out _) ? values : null;
    }
}
