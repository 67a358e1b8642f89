using CrmGraph.GraphQL.Execution.Loading;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.Execution;

/// <summary>One execution of one operation: what all its resolvers share.</summary>
public sealed class RequestContext
{
    private readonly ExecutorOptions options;
    private object?[]?[] arguments = [];
    private long nodes;
    private List<ResolverScope>? scopes;
    private readonly Lock gate = new();
    private Dictionary<Type, DataLoader>? loaders;
    private List<DataLoader> waitingLoaders = [];
    private TaskCompletionSource? loaderHasKeys;

    internal RequestContext(GraphQLRequest request, OperationPlan plan, VariableValues? variables, ExecutorOptions options)
    {
        Request = request;
        Plan = plan;
        Variables = variables;
        this.options = options;
    }

    /// <summary>The request as the transport gave it.</summary>
    public GraphQLRequest Request { get; }

    /// <summary>The schema.</summary>
    public Schema Schema => Plan.Schema;

    /// <summary>Coerced variables; null if the operation defines none.</summary>
    public VariableValues? Variables { get; }

    internal OperationPlan Plan { get; }

    /// <summary>Whether all resolvers share their services, so that only one of them may run at a time.</summary>
    internal bool IsUnit => Request.Unit is not null;

    /// <summary>Completes when a loader gets a key to fetch.</summary>
    internal Task LoaderHasKeys
    {
        get
        {
            lock (gate)
            {
                return waitingLoaders.Count > 0
                    ? Task.CompletedTask
                    : (loaderHasKeys ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>Who asks.</summary>
    /// <exception cref="InvalidOperationException">The host authenticated nobody of that type.</exception>
    public TCaller Caller<TCaller>()
        where TCaller : class =>
        Request.Caller as TCaller ?? throw new InvalidOperationException($"The request has no caller of type {typeof(TCaller).Name}.");

    /// <summary>The loader of a type: one per request, so that everything asked for in it is asked for once.</summary>
    public TLoader Loader<TLoader>()
        where TLoader : DataLoader => (TLoader)Loader(typeof(TLoader));

    /// <summary>The loader of a type; see <see cref="Loader{TLoader}"/>.</summary>
    public DataLoader Loader(Type type)
    {
        lock (gate)
        {
            loaders ??= [];
            if (!loaders.TryGetValue(type, out var loader))
            {
                loader = options.CreateLoader(CreateScope(), type);
                loader.Attach(this);
                loaders.Add(type, loader);
            }

            return loader;
        }
    }

    /// <summary>Counts objects that are about to be fetched. Data sources call it before they fetch, with the most that may come.</summary>
    /// <exception cref="Errors.GraphQLException">The operation would hold more objects than <see cref="ExecutorOptions.MaxNodes"/>.</exception>
    public void Spend(long most)
    {
        if (Interlocked.Add(ref nodes, most) > options.MaxNodes)
        {
            throw new Errors.GraphQLException(
                Errors.ErrorCodes.LimitExceeded,
                $"The pages of this operation could hold more than {options.MaxNodes} objects together. Ask for smaller pages, or nest fewer of them.");
        }
    }

    /// <summary>Opens a scope that lives until the response is written.</summary>
    internal IServiceProvider CreateScope()
    {
        if (IsUnit || options.CreateScope is not { } create)
            return Request.Services;
        var scope = create(Request);
        lock (gate)
            (scopes ??= []).Add(scope);
        return scope.Services;
    }

    internal void Enlist(DataLoader loader)
    {
        TaskCompletionSource? signal;
        lock (gate)
        {
            waitingLoaders.Add(loader);
            (signal, loaderHasKeys) = (loaderHasKeys, null);
        }

        signal?.SetResult();
    }

    /// <summary>Flushes the loaders that have keys; false if none has.</summary>
    internal async ValueTask<bool> DispatchLoadersAsync(CancellationToken cancellationToken)
    {
        List<DataLoader> waiting;
        lock (gate)
        {
            if (waitingLoaders.Count == 0)
                return false;
            (waiting, waitingLoaders) = (waitingLoaders, []);
        }

        foreach (var loader in waiting)
            await loader.DispatchAsync(cancellationToken);
        return true;
    }

    internal async ValueTask DisposeScopesAsync()
    {
        if (scopes is null)
            return;
        foreach (var scope in scopes)
            await scope.Lifetime.DisposeAsync();
    }

    /// <summary>The coerced arguments of a field: those of the plan if they hold no variable, else coerced once per request.</summary>
    /// <exception cref="Errors.GraphQLException">A variable's value does not fit.</exception>
    internal object?[] ArgumentsOf(FieldSelection selection)
    {
        if (selection.ConstantArguments is { } constant)
            return constant;
        if (selection.Id >= arguments.Length)
            Array.Resize(ref arguments, Math.Max(selection.Id + 1, Plan.SelectionCount));
        return arguments[selection.Id] ??= Coerce(selection);
    }

    private object?[] Coerce(FieldSelection selection) =>
        ArgumentCoercion.TryCoerce(selection.Field.Arguments, selection.Nodes[0].Arguments, Variables, Plan.Source, selection.Nodes[0], out var values, out var error)
            ? values
            : throw new Errors.GraphQLException(error);
}
