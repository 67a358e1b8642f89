using System.Collections.Immutable;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>One validation: where the walk stands in terms of types, what rules remember, and the errors found.</summary>
internal sealed class ValidationContext(Schema? schema, DocumentNode document, ValidationOptions options, RuleTable rules)
{
    /// <summary>Steps that work over fragments may take in one validation; comparable engines allow 50,000.</summary>
    public const int FragmentWorkBudget = 200_000;

    // More places than this help nobody, and a hostile document can repeat a name very often.
    private const int MaxLocationsPerError = 100;

    private readonly object?[] states = rules.StateCount == 0 ? [] : new object?[rules.StateCount];
    private List<GraphQLError>? errors;
    private List<int>? positions;
    private int nextPosition;
    private bool outOfOrder;
    private FragmentIndex? fragments;
    private VariableUsage[] usages = [];
    private Dictionary<FragmentDefinitionNode, (int First, int End)>? fragmentUsages;
    private Dictionary<OperationDefinitionNode, VariableUsage[]>? operationUsages;

    public Schema? SchemaOrNull { get; } = schema;

    /// <summary>The schema; executable documents always have one.</summary>
    public Schema Schema => SchemaOrNull ?? throw new InvalidOperationException("This rule is for executable documents.");

    public DocumentNode Document { get; } = document;

    public ValidationOptions Options { get; } = options;

    public ValidationLimits Limits => Options.Limits;

    public RuleTable Rules { get; } = rules;

    /// <summary>Whether the document defines types; executable definitions are not walked into otherwise.</summary>
    public bool IsSdl { get; init; }

    /// <summary>The type of the current field, fragment or operation; null if it is not known.</summary>
    public GraphQLType? Type { get; set; }

    /// <summary>The composite type whose selection set the walk is in; null if it is not known.</summary>
    public NamedType? ParentType { get; set; }

    /// <summary>The definition of the field that the walk is at or in the arguments or directives of; null if it is not known.</summary>
    public OutputField? Field { get; set; }

    /// <summary>The directive the walk is in; null outside directives and if it is not known.</summary>
    public DirectiveType? Directive { get; set; }

    /// <summary>Whether the walk is in a directive, known or not.</summary>
    public bool InDirective { get; set; }

    /// <summary>The place that the current directives stand at, as the specification writes it.</summary>
    public string DirectiveLocation { get; set; } = "";

    /// <summary>The definition of the current argument; null if it is not known.</summary>
    public InputValue? Argument { get; set; }

    /// <summary>The type expected of the current value; null if it is not known.</summary>
    public GraphQLType? InputType { get; set; }

    /// <summary>The input object type that the current object field belongs to; null if it is not known.</summary>
    public InputObjectType? ParentInputType { get; set; }

    /// <summary>Fields around the current one that count towards the depth; see <see cref="ValidationLimits.MaxDepth"/>.</summary>
    public int Depth { get; set; }

    /// <summary>The operation the walk is in, if any.</summary>
    public OperationDefinitionNode? Operation { get; set; }

    /// <summary>The fragment definition the walk is in, if any.</summary>
    public FragmentDefinitionNode? Fragment { get; set; }

    /// <summary>Whether the current selection set belongs to an inline fragment.</summary>
    public bool InInlineFragment { get; set; }

    /// <summary>The operations behind the walk.</summary>
    public List<WalkedOperation> Operations { get; } = new(1);

    /// <summary>The variable usages of all definitions walked so far.</summary>
    public ReadOnlySpan<VariableUsage> Usages => usages.AsSpan(0, UsageCount);

    public int UsageCount { get; private set; }

    /// <summary>The fragments of the document.</summary>
    public FragmentIndex Fragments => fragments ??= new FragmentIndex(this);

    /// <summary>What is left of <see cref="FragmentWorkBudget"/>.</summary>
    public int RemainingFragmentWork { get; private set; } = FragmentWorkBudget;

    /// <summary>Whether anything has been reported.</summary>
    public bool HasErrors => errors is { Count: > 0 };

    public T State<T>(StateSlot<T> slot)
        where T : class, new() => (T)(states[slot.Index] ??= new T());

    public void AddUsage(VariableNode node, bool hasDefault)
    {
        if (UsageCount == usages.Length)
            Array.Resize(ref usages, Math.Max(8, usages.Length * 2));
        var oneOf = ParentInputType is { IsOneOf: true } parent ? parent : null;
        usages[UsageCount++] = new VariableUsage(node, InputType, oneOf, hasDefault);
    }

    /// <summary>Forgets usages: those inside variable definitions do not count as uses.</summary>
    public void TruncateUsages(int count) => UsageCount = count;

    /// <summary>Remembers where the usages of a fragment lie.</summary>
    public void SetFragmentUsages(FragmentDefinitionNode fragment, int first, int end)
    {
        if (end > first)
            (fragmentUsages ??= [])[fragment] = (first, end);
    }

    /// <summary>The usages of variables in an operation and in the fragments it spreads. To be asked when the walk is over.</summary>
    public ReadOnlySpan<VariableUsage> UsagesOf(WalkedOperation walked)
    {
        if (fragmentUsages is null)
            return Usages[walked.FirstUsage..walked.EndOfUsages];
        operationUsages ??= [];
        if (operationUsages.TryGetValue(walked.Operation, out var known))
            return known;
        var all = new List<VariableUsage>();
        all.AddRange(Usages[walked.FirstUsage..walked.EndOfUsages]);
        foreach (var fragment in Fragments.ReachableFrom([walked.Operation.SelectionSet]))
        {
            if (!fragmentUsages.TryGetValue(fragment, out var range))
                continue;
            SpendFragmentWork(range.End - range.First);
            all.AddRange(Usages[range.First..range.End]);
        }

        return operationUsages[walked.Operation] = [.. all];
    }

    /// <summary>A type of the schema or of introspection.</summary>
    public NamedType? FindType(string name) => SchemaOrNull is null ? null : MetaFields.FindType(SchemaOrNull, name);

    /// <summary>The type that a reference stands for; null if its named type is not known.</summary>
    public GraphQLType? ResolveType(TypeNode node)
    {
        switch (node)
        {
            case NamedTypeNode named:
                return FindType(named.Name.Value);
            case ListTypeNode list:
                return ResolveType(list.Type) is { } item ? new ListType(item) : null;
            default:
                return ResolveType(((NonNullTypeNode)node).Type) is { } inner ? new NonNullType(inner) : null;
        }
    }

    /// <summary>Takes steps from the budget for work over fragments; aborts if none are left.</summary>
    public void SpendFragmentWork(int steps)
    {
        RemainingFragmentWork -= steps;
        if (RemainingFragmentWork < 0)
            Abort("Fragments are spread too often in this document. Validation aborted.");
    }

    /// <summary>Reports a limit that makes going on pointless or dear, and leaves the walk.</summary>
    public void Abort(string message)
    {
        Add(new GraphQLError(message) { Code = ErrorCodes.LimitExceeded }, nextPosition++);
        throw new ValidationAbortedException();
    }

    /// <summary>A position for errors that are found later but belong here in the order of the walk.</summary>
    public int ReservePosition() => nextPosition++;

    public void Report(string message, int offset) => Report(nextPosition++, message, [offset]);

    public void Report(string message, int offset1, int offset2) => Report(nextPosition++, message, [offset1, offset2]);

    public void Report(string message, ReadOnlySpan<int> offsets) => Report(nextPosition++, message, offsets);

    public void Report(int position, string message, params ReadOnlySpan<int> offsets) => Report(position, ErrorCodes.ValidationFailed, message, offsets);

    public void ReportLimit(string message, int offset) => Report(nextPosition++, ErrorCodes.LimitExceeded, message, [offset]);

    /// <summary>The errors, those that were found late at their place.</summary>
    public IReadOnlyList<GraphQLError> OrderedErrors()
    {
        if (errors is null)
            return [];
        if (!outOfOrder)
            return errors;
        var order = new int[errors.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => positions![a] != positions[b] ? positions[a].CompareTo(positions[b]) : a.CompareTo(b));
        return Array.ConvertAll(order, i => errors[i]);
    }

    private void Report(int position, string code, string message, ReadOnlySpan<int> offsets)
    {
        if (errors?.Count >= Limits.MaxErrors)
            Abort("Too many validation errors, error limit reached. Validation aborted.");
        var shown = offsets[..Math.Min(offsets.Length, MaxLocationsPerError)];
        var locations = ImmutableArray.CreateBuilder<SourceLocation>(shown.Length);
        foreach (var offset in shown)
            locations.Add(Document.Source.GetLocation(offset));
        Add(new GraphQLError(message) { Code = code, Locations = locations.MoveToImmutable() }, position);
    }

    private void Add(GraphQLError error, int position)
    {
        errors ??= [];
        positions ??= [];
        outOfOrder |= positions.Count > 0 && position < positions[^1];
        errors.Add(error);
        positions.Add(position);
    }
}
