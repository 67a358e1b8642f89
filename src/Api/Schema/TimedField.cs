using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Schema;

/// <summary>A field whose value depends on what time it is: one reading of the clock serves all parents of a level.</summary>
internal static class TimedField
{
    /// <summary>Adds the field.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="name">The name.</param>
    /// <param name="required">What is read of the parent.</param>
    /// <param name="value">The value, given that and the time.</param>
    /// <param name="description">The description.</param>
    internal static ObjectTypeDescriptor<T> Timed<T, TRequired, TValue>(
        this ObjectTypeDescriptor<T> descriptor, string name, Expression<Func<T, TRequired>> required, Func<TRequired, DateTimeOffset, TValue> value, string description) =>
        descriptor.AddField(types => new OutputField(name, types.OutputType(typeof(TValue), nullable: false), description: description)
        {
            Resolver = new TimedResolver<T, TRequired, TValue>(required, value),
        });

    /// <summary>What time it is for a request.</summary>
    internal static DateTimeOffset Now(this RequestContext request) => request.Request.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    private sealed class TimedResolver<T, TRequired, TValue> : BatchResolver
    {
        private readonly Func<TRequired, DateTimeOffset, TValue> _value;

        internal TimedResolver(Expression<Func<T, TRequired>> required, Func<TRequired, DateTimeOffset, TValue> value)
        {
            _value = value;
            Requirements = [required];
        }

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var now = batch.Request.Now();
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, _value(batch.Required<TRequired>(i, 0), now));
            return ValueTask.CompletedTask;
        }
    }
}
