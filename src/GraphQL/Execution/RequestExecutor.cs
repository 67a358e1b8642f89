using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Coercion;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.GraphQL.Execution;

/// <summary>Executes requests against one schema (spec 6). One per schema and process; all of it may be called by many threads.</summary>
public sealed class RequestExecutor
{
    private readonly ExecutorOptions options;
    private readonly FieldTemplates templates;
    private readonly AbstractTypes abstractTypes;
    private readonly BoundedCache<PreparedDocument> documents;
    private readonly BoundedCache<PreparedDocument> refused;
    private readonly SubscriptionGroups subscriptions;

    /// <summary>Makes ready to execute; the schema must be valid.</summary>
    public RequestExecutor(Schema schema, ExecutorOptions? options = null)
    {
        Schema = schema;
        this.options = options ?? new ExecutorOptions();
        templates = new FieldTemplates(schema);
        abstractTypes = new AbstractTypes(schema);
        documents = new BoundedCache<PreparedDocument>(this.options.DocumentCacheSize);
        refused = new BoundedCache<PreparedDocument>(this.options.RefusedDocumentCacheSize);
        subscriptions = new SubscriptionGroups(this.options, ExecuteAsync);
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    /// <summary>How many executions of live events there were, for all groups of subscribers together.</summary>
    public long EventExecutions => subscriptions.Counters.Executions;

    /// <summary>How many executions of events there were for single subscribers that resumed.</summary>
    public long ReplayExecutions => subscriptions.Counters.Replays;

    /// <summary>How many groups of subscribers there are now.</summary>
    public long SubscriptionGroups => subscriptions.Counters.Groups;

    /// <summary>Answers a request. Errors are part of the answer; it throws only if <paramref name="cancellationToken"/> is cancelled.</summary>
    public async ValueTask<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        var document = Prepare(request.Document);
        if (document.Outcome != RequestOutcome.Executed)
            return SingleResult.Refusal(document.Outcome, document.Errors);
        if (document.Find(request.OperationName, out var unknown) is not { } operation)
            return SingleResult.Refusal(RequestOutcome.BadRequest, [unknown!]);
        if (!request.Allows(operation.Definition.Operation))
            return SingleResult.Refusal(RequestOutcome.OperationNotAllowed, [new GraphQLError($"This transport does not execute {operation.Definition.Operation.ToString().ToLowerInvariant()} operations.") { Code = ErrorCodes.BadRequest }]);
        if (operation.UsesIntrospection && !request.AllowIntrospection)
            return SingleResult.Refusal(RequestOutcome.ValidationError, [new GraphQLError("Introspection is not allowed.") { Code = ErrorCodes.Forbidden }]);
        VariableValues? variables = null;
        if (operation.Definition.VariableDefinitions.Length > 0
            && !VariableCoercion.TryCoerce(Schema, operation.Definition, operation.Source, request.Variables, out variables, out var errors))
            return SingleResult.Refusal(RequestOutcome.BadRequest, errors);
        OperationPlan plan;
        try
        {
            plan = operation.Plan(variables);
        }
        catch (GraphQLException refusal)
        {
            return SingleResult.Refusal(RequestOutcome.ValidationError, refusal.Errors);
        }

        if (operation.Definition.Operation == OperationType.Subscription)
            return await SubscribeAsync(request, plan, variables, cancellationToken);
        return operation.Definition.Operation == OperationType.Mutation && options.RunMutation is { } run
            ? await RunMutationAsync(run, request, plan, variables, cancellationToken)
            : await ExecuteOnceAsync(request, plan, variables, cancellationToken);
    }

    private async ValueTask<SingleResult> RunMutationAsync(
        MutationRunner run, GraphQLRequest request, OperationPlan plan, VariableValues? variables, CancellationToken cancellationToken)
    {
        try
        {
            return await run(request, (changed, cancellation) => ExecuteOnceAsync(changed, plan, variables, cancellation), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SingleResult.Refusal(RequestOutcome.Executed, new FieldErrors(options, plan.Source).From(exception));
        }
    }

    private async ValueTask<SingleResult> ExecuteOnceAsync(GraphQLRequest request, OperationPlan plan, VariableValues? variables, CancellationToken cancellationToken)
    {
        var (body, hasErrors, isFault) = await RunAsync(request, plan, variables, RootValue.Instance, cancellationToken);
        return new SingleResult(body, RequestOutcome.Executed, hasErrors) { IsFault = isFault };
    }

    private PreparedDocument Prepare(ReadOnlyMemory<byte> text)
    {
        if (documents.TryGet(text, out var known) || refused.TryGet(text, out known))
            return known;
        var source = new SourceText(text.ToArray());
        var prepared = Prepare(source);
        if (text.Length > options.LongestCachedDocument)
            return prepared;
        return (prepared.Outcome == RequestOutcome.Executed ? documents : refused).Offer(source.Utf8, prepared);
    }

    private PreparedDocument Prepare(SourceText source)
    {
        if (!Parser.TryParse(source, options.Parser, out var document, out var syntaxError))
            return new PreparedDocument(RequestOutcome.SyntaxError, [syntaxError]);
        var errors = DocumentValidator.Validate(Schema, document, options.Validation);
        return errors.Count > 0 ? new PreparedDocument(RequestOutcome.ValidationError, errors) : new PreparedDocument(Schema, templates, document);
    }

    private async ValueTask<ExecutionResult> SubscribeAsync(GraphQLRequest request, OperationPlan plan, VariableValues? variables, CancellationToken cancellationToken)
    {
        try
        {
            return await subscriptions.SubscribeAsync(request, plan, variables, cancellationToken);
        }
        catch (GraphQLException refusal)
        {
            return SingleResult.Refusal(RequestOutcome.BadRequest, refusal.Errors);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return SingleResult.Refusal(RequestOutcome.Executed, new FieldErrors(options, plan.Source).From(exception));
        }
    }

    private async ValueTask<(JsonBuffer Body, bool HasErrors)> ExecuteAsync(
        GraphQLRequest request, OperationPlan plan, VariableValues? variables, object root, CancellationToken cancellationToken)
    {
        var (body, hasErrors, _) = await RunAsync(request, plan, variables, root, cancellationToken);
        return (body, hasErrors);
    }

    private async ValueTask<(JsonBuffer Body, bool HasErrors, bool IsFault)> RunAsync(
        GraphQLRequest request, OperationPlan plan, VariableValues? variables, object root, CancellationToken cancellationToken)
    {
        var body = new JsonBuffer();
        var execution = new OperationExecution(new RequestContext(request, plan, variables, options), body, options, abstractTypes);
        try
        {
            var hasErrors = await execution.RunAsync(root, cancellationToken);
            return (body, hasErrors, execution.IsFault);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // The parent of root fields; they get nothing from it.
    private sealed class RootValue
    {
        public static readonly RootValue Instance = new();
    }
}
