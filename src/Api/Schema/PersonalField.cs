using System.Linq.Expressions;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>
/// Personal data: null for callers who may not see it. Such a field can be neither filtered nor sorted by, or its
/// values could be guessed from what is found.
/// </summary>
internal static class PersonalField
{
    /// <summary>Adds the field.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="resource">The permission that reading it takes.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="scalar">The name of its scalar.</param>
    /// <param name="description">The description.</param>
    internal static ObjectTypeDescriptor<T> Personal<T>(
        this ObjectTypeDescriptor<T> descriptor, Resource resource, string name, Expression<Func<T, string?>> value, string scalar, string description) =>
        descriptor.AddField(types => new OutputField(
            name, types.Find(scalar) ?? throw new InvalidOperationException($"There is no scalar {scalar}."), description: description)
        {
            Resolver = new PersonalResolver<T>(resource, value),
        });

    private sealed class PersonalResolver<T> : BatchResolver
    {
        private readonly Resource _resource;

        internal PersonalResolver(Resource resource, Expression<Func<T, string?>> value)
        {
            _resource = resource;
            Requirements = [value];
        }

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            if (!batch.Request.Caller<Caller>().May(_resource, Access.Read)) return ValueTask.CompletedTask;
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, batch.Required<string?>(i, 0));
            return ValueTask.CompletedTask;
        }
    }
}
