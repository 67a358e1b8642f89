using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Tests.Execution;

/// <summary>Runs documents against a schema and answers with the response as text.</summary>
internal static class ExecutorFixture
{
    public static async Task<string> ExecuteAsync(this Schema schema, string document, string? variables = null, ExecutorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var executor = new RequestExecutor(schema, options);
        return await executor.ExecuteAsync(document, variables, cancellationToken);
    }

    public static async Task<string> ExecuteAsync(this RequestExecutor executor, string document, string? variables = null, CancellationToken cancellationToken = default)
    {
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(document)) { Variables = variables is null ? default : JsonSerializer.Deserialize<JsonElement>(variables) };
        using var result = Assert.IsType<SingleResult>(await executor.ExecuteAsync(request, cancellationToken));
        return Encoding.UTF8.GetString(result.Body.Span);
    }

    /// <summary>A field that is read from its parent.</summary>
    public static OutputField Pure<TParent, TValue>(string name, GraphQLType type, System.Linq.Expressions.Expression<Func<TParent, TValue>> read) =>
        new(name, type) { Resolver = new CrmGraph.GraphQL.TypeSystem.Resolvers.PropertyResolver<TParent, TValue>(read) };

    /// <summary>A field that does work.</summary>
    public static OutputField Work(string name, GraphQLType type, Func<ResolverContext, CancellationToken, ValueTask<object?>> resolve, params InputValue[] arguments) =>
        new(name, type, arguments) { Resolver = new TaskResolver(resolve) };
}
