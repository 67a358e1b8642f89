using CrmGraph.Api.Schema.Errors;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Pipelines;

/// <summary>A text that is written in the caller's language, of parents that are objects in memory.</summary>
internal static class WordedField
{
    /// <summary>Adds the field.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="name">The name.</param>
    /// <param name="write">The text; true for Chinese.</param>
    /// <param name="description">The description.</param>
    internal static ObjectTypeDescriptor<T> Worded<T>(this ObjectTypeDescriptor<T> descriptor, string name, Func<T, bool, string> write, string description) =>
        descriptor.AddField(types => new OutputField(name, types.OutputType(typeof(string), nullable: false), description: description)
        {
            Resolver = new WordedResolver<T>(write),
        });

    private sealed class WordedResolver<T>(Func<T, bool, string> write) : BatchResolver
    {
        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var http = batch.Request.Request.Services.GetService<IHttpContextAccessor>();
            var chinese = Language.Of(http?.HttpContext) == Language.Chinese;
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, write((T)batch.Parent(i), chinese));
            return ValueTask.CompletedTask;
        }
    }
}
