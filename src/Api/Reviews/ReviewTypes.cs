using CrmGraph.Api.Schema;
using CrmGraph.Domain.Reviews;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Reviews;

internal sealed class WinLossReviewType : ObjectType<WinLossReview>
{
    protected override void Configure(ObjectTypeDescriptor<WinLossReview> descriptor)
    {
        descriptor.Field(r => r.Outcome);
        descriptor.Reference("reason", r => r.ReasonId, AllRows.CloseReasons, c => c.Id, "Why the deal ended so.");
        descriptor.Field(r => r.Competitor);
        descriptor.Field(r => r.Lessons);
        descriptor.Field(r => r.Strengths);
        descriptor.Field(r => r.Weaknesses);
        descriptor.Reference("reviewedBy", r => r.ReviewedById, AllRows.Users, u => u.Id, "Who wrote the review, or changed it last.");
        descriptor.Field(r => r.ReviewedAt);
    }
}

internal sealed class SatisfactionSurveyType : ObjectType<SatisfactionSurvey>
{
    protected override void Configure(ObjectTypeDescriptor<SatisfactionSurvey> descriptor)
    {
        descriptor.Field(s => s.SentAt);
        descriptor.Field(s => s.AnsweredAt);
        descriptor.Field(s => s.Score);
        descriptor.Field(s => s.Comment);
    }
}
