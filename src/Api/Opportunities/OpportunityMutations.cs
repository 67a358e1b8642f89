using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Numbering;

namespace CrmGraph.Api.Opportunities;

/// <summary>Changes of what opportunities are; their stages change in <see cref="StageMutations"/>.</summary>
internal static class OpportunityMutations
{
    /// <summary>Creates an opportunity in an open stage of a pipeline. This is no stage change.</summary>
    /// <param name="input">What is known of it.</param>
    [Needs(Resource.Opportunity, Access.Create)]
    public static async Task<Opportunity> CreateOpportunity(
        CreateOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Opportunity, Access.Create);
        var now = time.GetUtcNow();
        var amount = input.Amount.ToMoney();
        // the number is taken in the transaction that uses it
        await using var transaction = await db.BeginAsync(cancellationToken);
        var account = await db.Accounts.VisibleTo(caller).FindAsync(a => a.Id == input.AccountId, "accountId", "account", cancellationToken);
        var pipeline = await db.PipelineAsync(input.PipelineId, cancellationToken);
        var stage = input.StageKey is { } key ? pipeline.StageWith(key) : pipeline.First;
        var source = input.Source is { } sourceKey ? await db.SourceAsync(sourceKey, cancellationToken) : null;
        var owner = await db.OwnerAsync(caller, Resource.Opportunity, input.OwnerId, cancellationToken);
        var opportunity = Opportunity.Create(
            await OpportunityNumbers.NextAsync(db, now, cancellationToken),
            new NewOpportunity { Name = input.Name, AccountId = account.Id, Amount = amount, CloseDate = input.CloseDate, SourceId = source?.Id },
            stage,
            owner,
            caller.UserId,
            now);
        db.Opportunities.Add(opportunity);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Changes name, amount, close date, next step, primary contact, source or competitors of an opportunity.</summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> UpdateOpportunity(
        UpdateOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.Id, "id", input.Version, cancellationToken);
        var now = time.GetUtcNow();
        if (input.Name.HasValue) opportunity.Rename(input.Name.Value, now);
        if (input.Amount.HasValue) opportunity.Reprice(input.Amount.Value.ToMoney(), now);
        if (input.CloseDate.HasValue) opportunity.Reschedule(input.CloseDate.Value, now);
        if (input.NextStep.HasValue) opportunity.PlanNextStep(input.NextStep.Value, now);
        if (input.Competitors.HasValue) opportunity.NameCompetitors(input.Competitors.Value, now);
        if (input.Source.HasValue) opportunity.ChooseSource(input.Source.Value is { } key ? await db.SourceAsync(key, cancellationToken) : null, now);
        if (input.PrimaryContactId.HasValue)
        {
            opportunity.ChoosePrimaryContact(
                input.PrimaryContactId.Value is { } id ? await db.Contacts.VisibleTo(caller).FindAsync(c => c.Id == id, "primaryContactId", "contact", cancellationToken) : null, now);
        }
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Gives an opportunity, with its activities, to another user, whose team it then belongs to.</summary>
    /// <param name="input">The opportunity and the user.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> AssignOpportunity(
        AssignOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", input.Version, cancellationToken);
        var owner = await db.OwnerAsync(caller, Resource.Opportunity, input.OwnerId, cancellationToken);
        opportunity.AssignTo(owner, caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await db.HandOverActivitiesAsync(opportunity.Id, opportunity.TeamId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>
    /// The opportunity that a mutation is to change. Refuses with NOT_FOUND if the caller does not see it, with FORBIDDEN if the
    /// caller may not change it, and with CONFLICT if it is not in the version that the caller has read.
    /// </summary>
    internal static async Task<Opportunity> ChangeableAsync(
        this CrmDbContext db, Caller caller, OpportunityId id, string field, int? version, CancellationToken cancellationToken)
    {
        var opportunity = await db.Opportunities.VisibleTo(caller).FindAsync(o => o.Id == id, field, "opportunity", cancellationToken);
        caller.Require(Resource.Opportunity, Access.Change, opportunity.OwnerId, opportunity.TeamId);
        opportunity.RequireVersion(version);
        return opportunity;
    }
}
