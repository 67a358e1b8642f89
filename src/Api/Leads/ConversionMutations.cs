using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Conversion;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

/// <summary>Makes opportunities of leads.</summary>
internal static class ConversionMutations
{
    /// <summary>
    /// Makes an opportunity of a lead, with its account and contact: those that are there already are used, others are made. Everything
    /// happens or nothing. A lead that has been converted answers with the opportunity that was made of it, and nothing changes.
    /// </summary>
    /// <param name="input">The lead and what the opportunity is to be.</param>
    [Needs(Resource.LeadConversion, Access.Change)]
    public static async Task<ConvertLeadPayload> ConvertLead(
        ConvertLeadInput input, Caller caller, CrmDbContext db, LeadConversion conversion, CancellationToken cancellationToken)
    {
        caller.Require(Resource.LeadConversion, Access.Change);
        try
        {
            return await conversion.ConvertAsync(input, caller, cancellationToken);
        }
        catch (VersionConflictException)
        {
            // somebody converts the same lead at the same moment: what came of it is the answer
            db.ChangeTracker.Clear();
            return await conversion.ConvertAsync(input, caller, cancellationToken);
        }
    }

    /// <summary>Decides what leads need before they are converted.</summary>
    /// <param name="input">Everything that they need; what is left out is not needed.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<ConversionPolicy> SaveConversionPolicy(
        SaveConversionPolicyInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var policy = await db.ConversionPolicies.OrderBy(p => p.Id).FirstOrDefaultAsync(cancellationToken);
        if (policy is null) db.ConversionPolicies.Add(policy = ConversionPolicy.Open(time.GetUtcNow()));
        policy.RequireVersion(input.Version);
        policy.Require(new ConversionRequirements(input.Framework, input.MinAffirmed, input.MinScore, input.Fields ?? []));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return policy;
    }
}

/// <summary>What leads need before they are converted.</summary>
[QueryType]
internal static class ConversionQueries
{
    internal static SchemaBuilder AddConversions(this SchemaBuilder schema) => schema
        .AddObjectType<ConversionPolicyType>()
        .AddObjectType<LeadMergeType>()
        .AddQueryType(typeof(ConversionQueries))
        .AddMutationType(typeof(ConversionMutations))
        .AddMutationType(typeof(MergeMutations));

    /// <summary>What leads need before they are converted.</summary>
    public static async Task<ConversionPolicy> GetConversionPolicy(CrmDbContext db, TimeProvider time, CancellationToken cancellationToken) =>
        await db.ConversionPolicies.AsNoTracking().OrderBy(p => p.Id).FirstOrDefaultAsync(cancellationToken) ?? ConversionPolicy.Open(time.GetUtcNow());
}

internal sealed class ConversionPolicyType : ObjectType<ConversionPolicy>
{
    protected override void Configure(ObjectTypeDescriptor<ConversionPolicy> descriptor)
    {
        descriptor.Field(p => p.Version);
        descriptor.Field(p => p.Framework);
        descriptor.Field(p => p.MinAffirmed);
        descriptor.Field(p => p.MinScore);
        descriptor.Field(p => p.Fields);
    }
}

/// <summary>What leads need before they are converted.</summary>
/// <param name="Framework">The framework by which a lead has to be qualified; none if absent.</param>
/// <param name="MinAffirmed">How many criteria of the framework have to be affirmed; all of them if absent.</param>
/// <param name="MinScore">The score that a lead has to have; any if absent.</param>
/// <param name="Fields">Fields that have to be filled in.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record SaveConversionPolicyInput(QualificationFramework? Framework, int? MinAffirmed, int? MinScore, IReadOnlyList<ConversionField>? Fields, int? Version);

/// <summary>A lead that is to become an opportunity.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="PipelineId">The pipeline that the opportunity goes through; the default one if absent.</param>
/// <param name="OpportunityName">What is to be sold; the customer's name if absent.</param>
/// <param name="Amount">What the deal is worth; nothing yet if absent.</param>
/// <param name="CloseDate">When it is expected to close; in 90 days if absent.</param>
/// <param name="AccountId">The customer; if absent, the account of the same name that the caller sees, or else a new one.</param>
internal sealed record ConvertLeadInput(LeadId LeadId, PipelineId? PipelineId, string? OpportunityName, MoneyInput? Amount, DateOnly? CloseDate, AccountId? AccountId);

/// <summary>What has become of a lead.</summary>
/// <param name="Lead">The lead, now CONVERTED.</param>
/// <param name="Opportunity">The opportunity that was made of it; null if it has since gone to somebody whose deals the caller does not see.</param>
/// <param name="Account">The customer.</param>
/// <param name="Contact">The person.</param>
internal sealed record ConvertLeadPayload(Lead Lead, Opportunity? Opportunity, Account? Account, Contact? Contact);
