using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Testing;

/// <summary>Valid things to test with. Name what the test is about; the rest is some sensible value.</summary>
public static class Given
{
    /// <summary>The time at which things are created unless a test says otherwise.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    public static Money Cny(decimal amount) => new(amount, "CNY");

    public static Money Eur(decimal amount) => new(amount, "EUR");

    public static Team Team(string name = "East", Team? parent = null) => Domain.Teams.Team.Create(name, "East", parent, Now);

    public static User User(Role role = Role.SalesRep, Team? team = null, string name = "Wang Fang", string? email = null, User? manager = null) =>
        Domain.Teams.User.Create(name, email ?? $"user{Serial()}@crmgraph.example", role, team?.Id, manager?.Id, Now);

    public static LeadSource LeadSource(string? key = null) => Domain.Leads.LeadSource.Create(key ?? $"source{Serial()}", "官网注册", "online", Now);

    public static Lead Lead(LeadSource source, User? owner = null, string name = "Li Min", string? company = "云帆科技", string? email = "min.li@yunfan.example") =>
        Domain.Leads.Lead.Create(new LeadDetails { Name = name, Company = company, Email = email }, source.Id, owner, Now);

    public static Account Account(User owner, string name = "上海云帆科技有限公司", string? registrationNumber = null) =>
        Domain.Accounts.Account.Create(new AccountDetails { Name = name, RegistrationNumber = registrationNumber }, owner, Now);

    public static Contact Contact(Account account, string name = "Zhao Lei", string? email = "lei.zhao@yunfan.example") =>
        Domain.Contacts.Contact.CreateAt(account, new ContactDetails { Name = name, Email = email }, Now);

    /// <summary>Three open stages (talk 10 %, quote 50 %, sign 90 %), then won and lost.</summary>
    public static Pipeline Pipeline(string? name = null, bool isDefault = true) => Domain.Pipelines.Pipeline.Create(
        name ?? $"Pipeline {Serial()}",
        isDefault,
        [
            new("talk", "沟通", StageKind.Open, 0.1, ForecastCategory.Pipeline, 0.7, TimeSpan.FromDays(14)),
            new("quote", "报价", StageKind.Open, 0.5, ForecastCategory.BestCase, 0.6, TimeSpan.FromDays(7)),
            new("sign", "签约", StageKind.Open, 0.9, ForecastCategory.Commit),
            new("won", "赢单", StageKind.Won, 1, ForecastCategory.Closed),
            new("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted),
        ],
        Now);

    public static CloseReason Reason(StageKind appliesTo, string? key = null) =>
        CloseReason.Create(key ?? $"reason{Serial()}", "价格过高", appliesTo, "销售部", Now);

    public static Opportunity Opportunity(
        Account account, Pipeline pipeline, User owner, string? stage = null, Money? amount = null, string? number = null, string name = "CRM 一期", DateTimeOffset? now = null) =>
        Domain.Opportunities.Opportunity.Create(
            number ?? $"O-{Serial()}",
            new NewOpportunity { Name = name, AccountId = account.Id, Amount = amount ?? Cny(100_000), CloseDate = new DateOnly(2026, 9, 30) },
            stage is null ? pipeline.First : pipeline.StageWith(stage),
            owner,
            owner.Id,
            now ?? Now);

    public static Activity Activity(User owner, Opportunity? opportunity = null, Lead? lead = null, ActivityKind kind = ActivityKind.Call, string subject = "电话沟通") =>
        Domain.Activities.Activity.Log(
            new NewActivity { Kind = kind, Subject = subject, OpportunityId = opportunity?.Id, LeadId = lead?.Id, AccountId = opportunity?.AccountId },
            owner,
            Now);

    // no counter: tests run side by side, and static state would tie them together
    private static string Serial() => Guid.CreateVersion7(Now).ToString("N")[^12..];
}
