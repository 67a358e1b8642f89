using CrmGraph.Api.Opportunities;
using CrmGraph.Api.Schema;
using CrmGraph.Api.Surveys;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Reviews;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reviews;

/// <summary>What is learned from deals that have ended, from colleagues and customers.</summary>
internal static class ReviewMutations
{
    /// <summary>Writes the review of a won or lost opportunity, or changes it: there is one. Outcome and reason are the opportunity's.</summary>
    /// <param name="input">The review.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> ReviewOpportunity(
        ReviewOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var deal = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var content = new ReviewContent { Lessons = input.Lessons, Strengths = input.Strengths ?? [], Weaknesses = input.Weaknesses ?? [], Competitor = input.Competitor };
        if (await db.Reviews.SingleOrDefaultAsync(r => r.OpportunityId == deal.Id, cancellationToken) is { } review) review.Rewrite(deal, content, caller.UserId, now);
        else db.Reviews.Add(WinLossReview.Write(deal, content, caller.UserId, now));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deal;
    }

    /// <summary>
    /// Makes the link by which the customer of a won or lost opportunity answers the survey. It is shown this once: only a hash of it is
    /// kept. A link that was made before ends. After the answer there is none.
    /// </summary>
    /// <param name="input">The opportunity.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<SurveyLinkPayload> IssueSurveyLink(
        IssueSurveyLinkInput input, Caller caller, CrmDbContext db, SurveyLinks links, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var deal = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", null, cancellationToken);
        var survey = await db.Surveys.SingleOrDefaultAsync(s => s.OpportunityId == deal.Id, cancellationToken);
        if (survey is null) db.Surveys.Add(survey = SatisfactionSurvey.Of(deal, now));
        var token = survey.IssueToken(now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SurveyLinkPayload(links.To(token), deal);
    }

    /// <summary>
    /// Enters a customer's answer to a survey for somebody who has the token of the link; customers use the link itself. It can be
    /// answered once. The opportunity is null if the caller does not see it.
    /// </summary>
    /// <param name="input">The token and the answer.</param>
    [Needs(Resource.Opportunity, Access.Read)]
    public static async Task<Opportunity?> AnswerSurvey(AnswerSurveyInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Opportunity, Access.Read);
        var deal = await SurveyAnswers.SaveAsync(db, input.Token, input.Score, input.Comment, time.GetUtcNow(), cancellationToken);
        return caller.Reaches(Resource.Opportunity, Access.Read, deal.OwnerId, deal.TeamId) ? deal : null;
    }
}
