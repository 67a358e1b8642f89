using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Reviews;

/// <summary>Reviews and surveys; they are read through their deal.</summary>
internal static class ReviewFields
{
    internal static SchemaBuilder AddReviews(this SchemaBuilder schema) => schema
        .AddObjectType<WinLossReviewType>()
        .AddObjectType<SatisfactionSurveyType>()
        .AddMutationType(typeof(ReviewMutations));
}
