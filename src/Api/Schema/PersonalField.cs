using System.Linq.Expressions;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>
/// Personal data of contacts: null for callers who may not see it. Such a field can be neither filtered nor sorted by, or its
/// values could be guessed from what is found.
/// </summary>
internal static class PersonalField
{
    /// <summary>Adds the field.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="scalar">The name of its scalar.</param>
    /// <param name="description">The description.</param>
    internal static ObjectTypeDescriptor<T> Personal<T>(
        this ObjectTypeDescriptor<T> descriptor, string name, Expression<Func<T, string?>> value, string scalar, string description) =>
        descriptor.AddField(types => new OutputField(
            name, types.Find(scalar) ?? throw new InvalidOperationException($"There is no scalar {scalar}."), description: description)
        {
            Resolver = new PersonalResolver<T>(value),
        });

    /// <summary>Whether the caller sees personal data of contacts.</summary>
    internal static bool SeesPersonalData(this Caller caller) => caller.Role is not (Role.Marketing or Role.ReadOnly);

    private sealed class PersonalResolver<T> : BatchResolver
    {
        internal PersonalResolver(Expression<Func<T, string?>> value) => Requirements = [value];

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            if (!batch.Request.Caller<Caller>().SeesPersonalData()) return ValueTask.CompletedTask;
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, batch.Required<string?>(i, 0));
            return ValueTask.CompletedTask;
        }
    }
}
