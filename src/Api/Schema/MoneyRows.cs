using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Reviews;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>Where fields get quotes, approvals, contracts and so on from: what <see cref="MoneyVisibility"/> leaves of them.</summary>
internal static class MoneyRows
{
    /// <summary>Reached through a quote, contract or the like, whose reader is responsible for the deal.</summary>
    internal static readonly QuerySource<Opportunity> Deals = static (services, _) => AllRows.Db(services).Opportunities;

    /// <summary>Reached through their quote.</summary>
    internal static readonly QuerySource<QuoteLine> QuoteLines = static (services, _) => AllRows.Db(services).QuoteLines;

    /// <summary>Reached through their contract.</summary>
    internal static readonly QuerySource<Instalment> InstalmentsOfContracts = static (services, _) => AllRows.Db(services).Instalments;

    /// <summary>Reached through their deal.</summary>
    internal static readonly QuerySource<WinLossReview> Reviews = static (services, _) => AllRows.Db(services).Reviews;

    /// <summary>Reached through their deal.</summary>
    internal static readonly QuerySource<SatisfactionSurvey> Surveys = static (services, _) => AllRows.Db(services).Surveys;

    internal static readonly QuerySource<ExchangeRate> ExchangeRates = static (services, _) => AllRows.Db(services).ExchangeRates;

    internal static readonly QuerySource<ApprovalPolicy> ApprovalPolicies = static (services, _) => AllRows.Db(services).ApprovalPolicies;

    internal static readonly QuerySource<ApprovalRule> ApprovalRules = static (services, _) => AllRows.Db(services).ApprovalRules;

    internal static IQueryable<Quote> Quotes(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        return db.Quotes.VisibleTo(request.Caller<Caller>(), db);
    }

    internal static IQueryable<ApprovalRequest> Approvals(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        return db.Approvals.VisibleTo(request.Caller<Caller>(), db);
    }

    internal static IQueryable<Contract> Contracts(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        return db.Contracts.VisibleTo(request.Caller<Caller>(), db);
    }

    internal static IQueryable<Instalment> Instalments(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        return db.Instalments.VisibleTo(request.Caller<Caller>(), db);
    }

    /// <summary>Those whose day has passed and that are not paid in full.</summary>
    internal static IQueryable<Instalment> OverdueInstalments(IServiceProvider services, RequestContext request)
    {
        var today = Domain.Shared.BusinessDays.Today(request.Now());
        return Instalments(services, request).Where(i => i.PaidOn == null && i.DueOn < today);
    }

    internal static IQueryable<Payment> Payments(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        return db.Payments.VisibleTo(request.Caller<Caller>(), db);
    }
}
