using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Fetching;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Execution;

/// <summary>One execution of a planned operation: fetch phase, then write phase; field by field for mutations (spec 6.2).</summary>
internal sealed class OperationExecution(RequestContext request, JsonBuffer body, ExecutorOptions options, AbstractTypes abstractTypes)
{
    private TimeSpan Limit => request.Plan.Operation.Operation == OperationType.Mutation ? options.MutationTimeout ?? options.Timeout : options.Timeout;

    private readonly FieldErrors failures = new(options, request.Plan.Source);

    /// <summary>Whether an error tells of a fault of ours, or the operation was given up.</summary>
    public bool IsFault { get; private set; }

    private bool IsUnitFaulty => failures.HasFault && request.Request.Unit is not null;

    /// <summary>Writes the whole response object. True if it holds errors.</summary>
    public async ValueTask<bool> RunAsync(object root, CancellationToken cancellationToken)
    {
        if (!request.Plan.Root.NeedsFetch)
            return Write(root, new FetchedResults());
        using var timeout = new CancellationTokenSource(Limit, options.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (request.Plan.Operation.Operation == OperationType.Mutation)
                return await RunSeriallyAsync(root, linked.Token);
            var fetcher = new Fetcher(request, abstractTypes);
            await fetcher.FetchAsync(request.Plan.Root, root, linked.Token);
            return Write(root, fetcher.Results);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return WriteTimeout();
        }
        finally
        {
            await request.DisposeScopesAsync();
        }
    }

    private bool Write(object root, FetchedResults fetched)
    {
        var writer = NewWriter(fetched);
        body.WriteRaw("{\"data\":"u8);
        var mark = body.Position;
        if (!writer.WriteObject(request.Plan.Root, root, 0))
        {
            body.Truncate(mark);
            body.WriteNull();
        }

        return Finish(writer);
    }

    // Every root field of a mutation is written before the next one begins, so that its answer shows what it did and nothing later.
    private async ValueTask<bool> RunSeriallyAsync(object root, CancellationToken cancellationToken)
    {
        var selections = request.Plan.Root;
        var fetcher = new Fetcher(request, abstractTypes);
        var writer = NewWriter(fetcher.Results);
        body.WriteRaw("{\"data\":"u8);
        var mark = body.Position;
        for (var i = 0; i < selections.Fields.Length; i++)
        {
            await fetcher.FetchAsync(selections.Fields[i], selections, root, cancellationToken);
            if (writer.WriteField(selections.Writers[i], root) && !IsUnitFaulty)
                continue;
            body.Truncate(mark);
            body.WriteNull();
            return Finish(writer);
        }

        body.WriteByte((byte)'}');
        return Finish(writer);
    }

    private ResponseWriter NewWriter(FetchedResults fetched) => new(request, body, failures, fetched);

    private bool Finish(ResponseWriter writer)
    {
        IsFault = failures.HasFault;
        if (IsUnitFaulty)
            return WriteOnly(writer.Errors ?? []);
        if (writer.Errors is { } errors)
        {
            body.WriteRaw(",\"errors\":"u8);
            ErrorWriter.Write(body, errors);
        }

        body.WriteByte((byte)'}');
        return writer.Errors is not null;
    }

    private bool WriteTimeout()
    {
        IsFault = true;
        return WriteOnly([new GraphQLError($"The operation was given up after {Limit.TotalSeconds:0.###} seconds.") { Code = ErrorCodes.Timeout }]);
    }

    private bool WriteOnly(IReadOnlyList<GraphQLError> errors)
    {
        body.Truncate(0);
        body.WriteRaw("{\"data\":null,\"errors\":"u8);
        ErrorWriter.Write(body, errors);
        body.WriteByte((byte)'}');
        return true;
    }
}
