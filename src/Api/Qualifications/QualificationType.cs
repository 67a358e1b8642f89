using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Qualifications;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Qualifications;

internal sealed class QualificationType : ObjectType<Qualification>
{
    protected override void Configure(ObjectTypeDescriptor<Qualification> descriptor)
    {
        descriptor.Description("How far somebody has been found worth selling to.");
        descriptor.Field(q => q.Framework);
        descriptor.Field(q => q.Criteria);
        descriptor.Field(q => q.IsQualified);
        descriptor.Field(q => q.Score);
        descriptor.Reference("assessedBy", q => q.AssessedById, AllRows.Users, u => u.Id, "Who made the latest assessment.");
        descriptor.Field(q => q.AssessedAt);
    }
}

internal sealed class QualificationCriterionType : ObjectType<CriterionFinding>
{
    protected override void Configure(ObjectTypeDescriptor<CriterionFinding> descriptor)
    {
        descriptor.Name("QualificationCriterion");
        descriptor.Description("What has been found out about one criterion.");
        descriptor.Field(c => c.Key);
        descriptor.Field(c => c.Answer);
        descriptor.Field(c => c.Evidence);
    }
}

/// <summary>The field <c>qualification</c> of whatever is assessed. It is stored as a whole, so nothing can be filtered or sorted by its parts.</summary>
internal static class QualificationField
{
    internal static ObjectTypeDescriptor<T> Qualification<T>(this ObjectTypeDescriptor<T> descriptor, Expression<Func<T, Qualification?>> stored, string description) =>
        descriptor.AddField(types => new OutputField("qualification", types.OutputType(typeof(Qualification), nullable: true), description: description)
        {
            Resolver = new StoredResolver<T>(stored),
        });

    private sealed class StoredResolver<T> : BatchResolver
    {
        internal StoredResolver(Expression<Func<T, Qualification?>> stored) => Requirements = [stored];

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, batch.Required<Qualification?>(i, 0));
            return ValueTask.CompletedTask;
        }
    }
}
