using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>
/// An operation made ready to run, for one outcome of its <c>@skip</c> and <c>@include</c> conditions: selections merged, arguments
/// without variables coerced, response keys encoded. It holds no request's state and is shared by all requests that run it.
/// </summary>
public sealed class OperationPlan
{
    private int selectionCount;

    internal OperationPlan(
        Schema schema, FieldTemplates templates, SourceText source, OperationDefinitionNode operation, FragmentTable fragments, IncludeConditions conditions, ulong mask)
    {
        Schema = schema;
        Templates = templates;
        Source = source;
        Operation = operation;
        Fragments = fragments;
        Collector = new FieldCollector(schema, fragments, conditions, mask);
        Root = SelectionSetTable.Plan(this, schema.RootType(operation.Operation)!, [operation.SelectionSet]);
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    /// <summary>The operation.</summary>
    public OperationDefinitionNode Operation { get; }

    /// <summary>What is selected of the root.</summary>
    public SelectionSet Root { get; }

    internal FieldTemplates Templates { get; }

    internal SourceText Source { get; }

    internal FragmentTable Fragments { get; }

    internal FieldCollector Collector { get; }

    /// <summary>How subscribers share it; null until it is subscribed to.</summary>
    internal SharedOperation? Shared { get; set; }

    /// <summary>One more than the greatest <see cref="FieldSelection.Id"/> so far; it grows while abstract types are met for the first time.</summary>
    internal int SelectionCount => Volatile.Read(ref selectionCount);

    internal int NextSelectionId() => Interlocked.Increment(ref selectionCount) - 1;
}
