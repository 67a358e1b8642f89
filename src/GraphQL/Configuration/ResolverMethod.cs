using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>A C# method bound to a field.</summary>
public sealed class ResolverMethod
{
    private readonly Func<ResolverContext, CancellationToken, ValueTask<object?>> call;

    internal ResolverMethod(
        string name, MethodInfo method, TypeRegistry types, IReadOnlyList<BoundParameter> parameters, Func<ResolverContext, CancellationToken, ValueTask<object?>> call)
    {
        this.call = call;
        Name = name;
        Method = method;
        Description = types.DescriptionOf(method);
        DeprecationReason = SchemaNames.DeprecationOf(method);
        Arguments = [.. parameters.Select(p => p.Argument).OfType<InputValue>()];
        CursorArgument = parameters.FirstOrDefault(p => p.IsCursor)?.Argument?.Name;
        Requirements = [.. parameters.Select(p => p.Requirement).OfType<LambdaExpression>()];
        Invoke = CallForClient;
    }

    /// <summary>The name of the field.</summary>
    public string Name { get; }

    /// <summary>The description of the field; null if it has none.</summary>
    public string? Description { get; }

    /// <summary>Why the field is deprecated; null if it is not.</summary>
    public string? DeprecationReason { get; }

    /// <summary>The method.</summary>
    public MethodInfo Method { get; }

    /// <summary>The arguments that its parameters take. A field may have more, behind these.</summary>
    public ImmutableArray<InputValue> Arguments { get; }

    /// <summary>The argument that takes the cursor of a subscription; null if there is none.</summary>
    internal string? CursorArgument { get; }

    /// <summary>What its parameters read of the parent; the field's resolver has to have the same <see cref="FieldResolver.Requirements"/>.</summary>
    public IReadOnlyList<LambdaExpression> Requirements { get; }

    /// <summary>Binds the parameters and calls the method; the result is out of its task.</summary>
    /// <exception cref="Errors.GraphQLException">An argument fits the schema and is still of no use.</exception>
    public Func<ResolverContext, CancellationToken, ValueTask<object?>> Invoke { get; }

    /// <summary>The same, with <see cref="InvalidInputException"/> left to the caller.</summary>
    internal ValueTask<object?> Call(ResolverContext context, CancellationToken cancellationToken) => call(context, cancellationToken);

    private ValueTask<object?> CallForClient(ResolverContext context, CancellationToken cancellationToken)
    {
        try
        {
            return call(context, cancellationToken);
        }
        catch (InvalidInputException exception)
        {
            throw exception.ToGraphQLException();
        }
    }
}
