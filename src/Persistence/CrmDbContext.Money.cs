using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <content>What is offered, agreed, paid and learned.</content>
public sealed partial class CrmDbContext
{
    /// <summary>Quotes with their lines, one row per revision.</summary>
    public DbSet<Quote> Quotes => Set<Quote>();

    /// <summary>Lines of quotes, for reading; they are written with their quote.</summary>
    public DbSet<QuoteLine> QuoteLines => Set<QuoteLine>();

    /// <summary>Requests for approval with their steps.</summary>
    public DbSet<ApprovalRequest> Approvals => Set<ApprovalRequest>();

    /// <summary>Steps of approvals, for reading; they are decided through their request.</summary>
    public DbSet<ApprovalStep> ApprovalSteps => Set<ApprovalStep>();

    /// <summary>Which quotes have to be approved by whom.</summary>
    public DbSet<ApprovalPolicy> ApprovalPolicies => Set<ApprovalPolicy>();

    /// <summary>Rules of policies, for reading; they are written with their policy.</summary>
    public DbSet<ApprovalRule> ApprovalRules => Set<ApprovalRule>();

    /// <summary>Contracts with instalments and payments.</summary>
    public DbSet<Contract> Contracts => Set<Contract>();

    /// <summary>Instalments, for reading; they are written with their contract.</summary>
    public DbSet<Instalment> Instalments => Set<Instalment>();

    /// <summary>Payments, for reading; they are recorded through their contract.</summary>
    public DbSet<Payment> Payments => Set<Payment>();

    /// <summary>What was learned from closed deals.</summary>
    public DbSet<WinLossReview> Reviews => Set<WinLossReview>();

    /// <summary>How satisfied the customers of closed deals are.</summary>
    public DbSet<SatisfactionSurvey> Surveys => Set<SatisfactionSurvey>();

    /// <summary>What currencies are worth in the organisation's.</summary>
    public DbSet<ExchangeRate> ExchangeRates => Set<ExchangeRate>();
}
