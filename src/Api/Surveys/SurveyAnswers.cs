using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Reviews;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Surveys;

/// <summary>Keeps what customers answer.</summary>
internal static class SurveyAnswers
{
    /// <summary>Saves an answer. Refuses with NOT_FOUND if no link with that token holds, and with INVALID_STATE the second time.</summary>
    /// <returns>The deal that the survey is about.</returns>
    internal static async Task<Opportunity> SaveAsync(
        CrmDbContext db, string token, int score, string? comment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = SatisfactionSurvey.HashOf(token);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var survey = await db.Surveys.FindAsync(s => s.TokenHash == hash, "token", "survey", cancellationToken);
        var deal = await db.Opportunities.SingleAsync(o => o.Id == survey.OpportunityId, cancellationToken);
        survey.Answer(score, comment, deal, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deal;
    }
}
