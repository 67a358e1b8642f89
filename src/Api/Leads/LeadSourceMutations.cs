using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

/// <summary>Changes of lead sources.</summary>
internal static class LeadSourceMutations
{
    /// <summary>Makes a lead source, or changes the one with the key.</summary>
    /// <param name="input">The source.</param>
    [Needs(Resource.LeadChannel, Access.Change)]
    public static async Task<LeadSource> SaveLeadSource(SaveLeadSourceInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.LeadChannel, Access.Change);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var source = await db.LeadSources.SingleOrDefaultAsync(s => s.Key == input.Key, cancellationToken);
        if (source is null)
        {
            if (input.Version is { } version) throw new VersionConflictException(version, 0);
            source = LeadSource.Create(input.Key, input.Name, input.Channel, time.GetUtcNow());
            db.LeadSources.Add(source);
        }
        else
        {
            source.RequireVersion(input.Version);
            source.Describe(input.Name, input.Channel);
        }
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return source;
    }
}
