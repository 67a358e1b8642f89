using CrmGraph.Api.Opportunities;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Selling;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Deals;

/// <summary>What convinces the customer: needs, content, the proposal, answers to objections. All of it counts as an update of the deal.</summary>
internal static class SellingMutations
{
    /// <summary>Records a need of the customer, or what more is known of it.</summary>
    /// <param name="input">The need.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> RecordNeed(RecordNeedInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var (now, details) = (time.GetUtcNow(), new NeedDetails(input.Pain, input.Impact, input.CurrentSolution, input.Goal, input.Metric));
        if (input.NeedId is { } id)
            (await db.Needs.FindAsync(n => n.Id == id && n.OpportunityId == opportunity.Id, "needId", "need of this opportunity", cancellationToken)).Revise(details, caller.UserId, now);
        else db.Needs.Add(Need.Of(opportunity, details, caller.UserId, now));
        return await SaveAsync(db, opportunity, now, cancellationToken);
    }

    /// <summary>Notes that the customer was given something to read.</summary>
    /// <param name="input">The content.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> ShareContent(ShareContentInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var now = time.GetUtcNow();
        db.SharedContents.Add(SharedContent.With(opportunity, input.Title, input.Url?.OriginalString, input.Kind, caller.UserId, now));
        return await SaveAsync(db, opportunity, now, cancellationToken);
    }

    /// <summary>Notes that the customer has opened what was shared.</summary>
    /// <param name="input">The content.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> RecordContentOpened(
        RecordContentOpenedInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var seen = db.Opportunities.VisibleTo(caller);
        var content = await db.SharedContents.Where(c => seen.Any(o => o.Id == c.OpportunityId)).FindAsync(c => c.Id == input.ContentId, "contentId", "content", cancellationToken);
        var opportunity = await db.ChangeableAsync(caller, content.OpportunityId, "contentId", null, cancellationToken);
        var now = time.GetUtcNow();
        content.Open(input.OpenedAt, now);
        return await SaveAsync(db, opportunity, now, cancellationToken);
    }

    /// <summary>Writes the proposal of an opportunity, or writes it anew; payback and return are computed.</summary>
    /// <param name="input">The proposal.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> SaveProposal(SaveProposalInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var now = time.GetUtcNow();
        var proposal = await db.Proposals.SingleOrDefaultAsync(p => p.OpportunityId == opportunity.Id, cancellationToken);
        if (proposal is null) db.Proposals.Add(proposal = Proposal.For(opportunity, now));
        proposal.Write(
            input.Summary, [.. input.Benefits.Select(b => new ProposalBenefit(b.Metric, b.Baseline, b.Target, b.ValuePerYear))], Cost(input), input.Years, caller.UserId, now);
        await SaveAsync(db, opportunity, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Records something that the customer has against a deal, with the answer that is prepared.</summary>
    /// <param name="input">The objection.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> RecordObjection(RecordObjectionInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var now = time.GetUtcNow();
        db.Objections.Add(Objection.Against(opportunity, input.Kind, input.Raised, input.Answer, input.Alternative, caller.UserId, now));
        return await SaveAsync(db, opportunity, now, cancellationToken);
    }

    /// <summary>Notes how an objection ended.</summary>
    /// <param name="input">The objection.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> ResolveObjection(
        ResolveObjectionInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var seen = db.Opportunities.VisibleTo(caller);
        var objection = await db.Objections.Where(x => seen.Any(o => o.Id == x.OpportunityId)).FindAsync(x => x.Id == input.ObjectionId, "objectionId", "objection", cancellationToken);
        var opportunity = await db.ChangeableAsync(caller, objection.OpportunityId, "objectionId", null, cancellationToken);
        var now = time.GetUtcNow();
        objection.Settle(input.Status, input.Answer, input.Alternative, now);
        return await SaveAsync(db, opportunity, now, cancellationToken);
    }

    // a price is refused at amount, and here it stands in another field
    private static Money Cost(SaveProposalInput input)
    {
        try
        {
            return input.Cost.ToMoney();
        }
        catch (DomainException refusal)
        {
            throw new DomainException(refusal.Code, refusal.Message, ["cost", .. (refusal.Path ?? []).Skip(1)]);
        }
    }

    private static async Task<Opportunity> SaveAsync(CrmDbContext db, Opportunity opportunity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        opportunity.NoteProgress(now);
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }
}
