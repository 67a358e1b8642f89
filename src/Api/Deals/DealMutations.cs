using CrmGraph.Api.Opportunities;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Deals;

/// <summary>What is learned and agreed while a deal is worked on.</summary>
internal static class DealMutations
{
    /// <summary>Notes the part that a contact plays in a purchase, or plays now.</summary>
    /// <param name="input">The contact and the part.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> SetStakeholder(
        SetStakeholderInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var contact = await db.Contacts.VisibleTo(caller).FindAsync(c => c.Id == input.ContactId, "contactId", "contact", cancellationToken);
        Contact? superior = input.ReportsToId is { } id
            ? await db.Contacts.VisibleTo(caller).FindAsync(c => c.Id == id, "reportsToId", "contact", cancellationToken)
            : null;
        opportunity.SetStakeholder(contact, input.Role, input.Attitude, input.Influence, superior, input.Notes, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Takes a contact out of the stakeholders of a purchase.</summary>
    /// <param name="input">The contact.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> RemoveStakeholder(
        RemoveStakeholderInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        opportunity.RemoveStakeholder(input.ContactId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Notes that a term has changed in the negotiation of an open opportunity.</summary>
    /// <param name="input">The term.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> RecordNegotiation(
        RecordNegotiationInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        db.NegotiationEntries.Add(opportunity.Negotiate(input.Term, input.From, input.To, input.Feedback, caller.UserId, time.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }
}
