using CrmGraph.Api.Schema;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Duplicates;

/// <summary>Decides what happens to duplicates.</summary>
internal static class DuplicateMutations
{
    /// <summary>Decides what happens to records of one kind that probably exist already.</summary>
    /// <param name="input">The kind and what happens.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<DuplicatePolicy> SaveDuplicatePolicy(
        SaveDuplicatePolicyInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var policy = await db.DuplicatePolicies.SingleOrDefaultAsync(p => p.Entity == input.Entity, cancellationToken);
        if (policy is null) db.DuplicatePolicies.Add(policy = DuplicatePolicy.DefaultFor(input.Entity, time.GetUtcNow()));
        policy.RequireVersion(input.Version);
        policy.Change(input.Mode, input.Threshold ?? policy.Threshold);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return policy;
    }
}

/// <summary>What happens to records that probably exist already.</summary>
/// <param name="Entity">The kind of record.</param>
/// <param name="Mode">What happens.</param>
/// <param name="Threshold">The similarity from which on a record counts as a duplicate; above 0, at most 1. Left as it is if absent.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record SaveDuplicatePolicyInput(MatchedEntity Entity, DuplicateMode Mode, double? Threshold, int? Version);

internal sealed class DuplicatePolicyType : ObjectType<DuplicatePolicy>
{
    protected override void Configure(ObjectTypeDescriptor<DuplicatePolicy> descriptor)
    {
        descriptor.Field(p => p.Entity);
        descriptor.Field(p => p.Mode);
        descriptor.Field(p => p.Threshold);
        descriptor.Field(p => p.Version);
    }
}
