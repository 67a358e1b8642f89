using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Reviews;

/// <summary>What was learned from a deal. At least one of lessons, strengths and weaknesses is needed.</summary>
/// <param name="OpportunityId">The opportunity, won or lost.</param>
/// <param name="Lessons">What was learned; at most 10,000 characters.</param>
/// <param name="Strengths">What went well; at most 20 texts of 500 characters.</param>
/// <param name="Weaknesses">What did not; at most 20 texts of 500 characters.</param>
/// <param name="Competitor">Who competed; the competitor whom the deal was lost to if absent.</param>
internal sealed record ReviewOpportunityInput(
    OpportunityId OpportunityId, string? Lessons, IReadOnlyList<string>? Strengths, IReadOnlyList<string>? Weaknesses, string? Competitor);

/// <summary>The deal whose customer is to be asked.</summary>
/// <param name="OpportunityId">The opportunity, won or lost.</param>
internal sealed record IssueSurveyLinkInput(OpportunityId OpportunityId);

/// <summary>A customer's answer.</summary>
/// <param name="Token">The last part of the link.</param>
/// <param name="Score">From 1 (not at all satisfied) to 5 (very).</param>
/// <param name="Comment">What the customer has to say; at most 2,000 characters.</param>
internal sealed record AnswerSurveyInput(string Token, int Score, string? Comment);

/// <summary>A link to a survey.</summary>
/// <param name="Link">The address of the page; it is shown this once, and earlier ones end.</param>
/// <param name="Opportunity">The deal.</param>
internal sealed record SurveyLinkPayload([property: GraphQLType("URL")] string Link, Opportunity Opportunity);
