using System.Collections.Concurrent;
using System.Collections.Immutable;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>A document that was parsed and validated: its operations and their plans, or why it was refused.</summary>
internal sealed class PreparedDocument
{
    private readonly ImmutableArray<PreparedOperation> operations = [];

    public PreparedDocument(RequestOutcome outcome, IReadOnlyList<GraphQLError> errors)
    {
        Outcome = outcome;
        Errors = errors;
    }

    public PreparedDocument(Schema schema, FieldTemplates templates, DocumentNode document)
    {
        Errors = [];
        var fragments = new FragmentTable(document);
        operations = [.. document.Definitions.OfType<OperationDefinitionNode>().Select(o => new PreparedOperation(schema, templates, document.Source, o, fragments))];
    }

    /// <summary><see cref="RequestOutcome.Executed"/> if it may be executed.</summary>
    public RequestOutcome Outcome { get; } = RequestOutcome.Executed;

    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>GetOperation (spec 6.1).</summary>
    public PreparedOperation? Find(string? name, out GraphQLError? error)
    {
        error = null;
        if (string.IsNullOrEmpty(name))
        {
            if (operations.Length == 1)
                return operations[0];
            error = Refusal(operations.Length == 0 ? "Must provide an operation." : "Must provide operation name if query contains multiple operations.");
            return null;
        }

        foreach (var operation in operations)
        {
            if (operation.Definition.Name?.Value == name)
                return operation;
        }

        error = Refusal($"Unknown operation named \"{name}\".");
        return null;
    }

    private static GraphQLError Refusal(string message) => new(message) { Code = ErrorCodes.BadUserInput };
}

/// <summary>An operation of a validated document with its plans, one per outcome of its conditions.</summary>
internal sealed class PreparedOperation(
    Schema schema, FieldTemplates templates, Language.SourceText source, OperationDefinitionNode definition, FragmentTable fragments)
{
    // A caller could ask for 2^n variants of an operation with n conditions; those beyond this many are planned anew every time.
    private const int MaxPlans = 32;

    private readonly ConcurrentDictionary<ulong, OperationPlan> plans = new();
    private readonly IncludeConditions conditions = new(definition, fragments);
    private OperationPlan? only;

    public OperationDefinitionNode Definition { get; } = definition;

    public Language.SourceText Source { get; } = source;

    /// <summary>Whether the root selects <c>__schema</c> or <c>__type</c>.</summary>
    public bool UsesIntrospection { get; } = IntrospectionSearch.IsIn(definition.SelectionSet, fragments);

    /// <summary>The plan for a request's variables.</summary>
    /// <exception cref="GraphQLException">The operation has more conditions than are allowed, or one is null.</exception>
    public OperationPlan Plan(TypeSystem.Coercion.VariableValues? variables)
    {
        if (conditions.Count == 0)
            return only ??= Create(0);
        if (conditions.Count > IncludeConditions.MaxVariables)
            throw new GraphQLException(ErrorCodes.LimitExceeded, $"The operation uses {conditions.Count} variables in @skip and @include; at most {IncludeConditions.MaxVariables} are allowed.");
        if (conditions.FindNull(variables) is { } condition)
            throw new GraphQLException(new GraphQLError("Argument \"if\" of non-null type \"Boolean!\" must not be null.") { Code = ErrorCodes.BadUserInput, Locations = [Source.GetLocation(condition.Start)] });
        var mask = conditions.Mask(variables);
        if (plans.TryGetValue(mask, out var plan))
            return plan;
        plan = Create(mask);
        return plans.Count < MaxPlans ? plans.GetOrAdd(mask, plan) : plan;
    }

    private OperationPlan Create(ulong mask) => new(schema, templates, Source, Definition, fragments, conditions, mask);
}
