using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Persistence.Tests;

/// <summary>A seller with a customer and a pipeline: what a deal needs around it.</summary>
internal sealed class Market
{
    internal Market(string accountName = "上海云帆科技有限公司")
    {
        Team = Given.Team();
        Seller = Given.User(team: Team);
        Account = Given.Account(Seller, accountName);
        Pipeline = Given.Pipeline();
        Source = Given.LeadSource();
        WonReason = Given.Reason(StageKind.Won);
        LostReason = Given.Reason(StageKind.Lost);
    }

    internal Team Team { get; }

    internal User Seller { get; }

    internal Account Account { get; }

    internal Pipeline Pipeline { get; }

    internal LeadSource Source { get; }

    internal CloseReason WonReason { get; }

    internal CloseReason LostReason { get; }

    internal Aggregate[] All => [Team, Seller, Account, Pipeline, Source, WonReason, LostReason];

    internal Opportunity Deal(string? stage = null, Money? amount = null) => Given.Opportunity(Account, Pipeline, Seller, stage, amount);
}
