using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Selling;

namespace CrmGraph.Api.Deals;

/// <summary>A need of the customer, as far as it has been discovered.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="NeedId">The need that is described anew; a new one if absent.</param>
/// <param name="Pain">What hurts.</param>
/// <param name="Impact">What that costs or prevents.</param>
/// <param name="CurrentSolution">How it is done today, and where that ends.</param>
/// <param name="Goal">What the customer wants to reach.</param>
/// <param name="Metric">What it is measured by.</param>
internal sealed record RecordNeedInput(
    OpportunityId OpportunityId, NeedId? NeedId, string Pain, string? Impact, string? CurrentSolution, string? Goal, string? Metric);

/// <summary>Something that the customer was given to read.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Kind">What kind it is.</param>
internal sealed record ShareContentInput(OpportunityId OpportunityId, string Title, Uri? Url, ContentKind Kind);

/// <summary>Content that the customer has opened.</summary>
/// <param name="ContentId">The content.</param>
/// <param name="OpenedAt">When, not in the future; now if absent. The first time counts.</param>
internal sealed record RecordContentOpenedInput(SharedContentId ContentId, DateTimeOffset? OpenedAt);

/// <summary>What an opportunity is worth to the customer; it replaces what was written before.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Summary">What is proposed, in words.</param>
/// <param name="Benefits">What the customer gains; at most 50.</param>
/// <param name="Cost">What the customer spends in all.</param>
/// <param name="Years">Over how many years the gain is counted, from 1 to 20.</param>
internal sealed record SaveProposalInput(OpportunityId OpportunityId, string Summary, IReadOnlyList<ProposalBenefitInput> Benefits, MoneyInput Cost, int Years = 3);

/// <summary>One gain of the customer.</summary>
/// <param name="Metric">What gets better, e.g. 报价周期.</param>
/// <param name="Baseline">How it is today.</param>
/// <param name="Target">How it will be.</param>
/// <param name="ValuePerYear">What that is worth in a year, in the currency of the cost.</param>
internal sealed record ProposalBenefitInput(string Metric, string? Baseline, string? Target, decimal ValuePerYear);

/// <summary>Something that the customer has against a deal.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Raised">What the customer said.</param>
/// <param name="Answer">What is answered.</param>
/// <param name="Alternative">What is offered if the answer does not do.</param>
internal sealed record RecordObjectionInput(OpportunityId OpportunityId, ObjectionKind Kind, string Raised, string? Answer, string? Alternative);

/// <summary>How an objection ended.</summary>
/// <param name="ObjectionId">The objection.</param>
/// <param name="Status">RESOLVED, which takes an answer, or UNRESOLVED; OPEN takes it up again.</param>
/// <param name="Answer">What was answered; what is there stays if absent.</param>
/// <param name="Alternative">What was offered; what is there stays if absent.</param>
internal sealed record ResolveObjectionInput(ObjectionId ObjectionId, ObjectionStatus Status, string? Answer, string? Alternative);
