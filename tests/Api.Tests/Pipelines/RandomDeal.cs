using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Pipelines;

/// <summary>A deal of wang.fang about which more and more is found out, at random.</summary>
internal sealed class RandomDeal(CrmApi api, Random random, string id)
{
    internal string Id => id;

    internal static async Task<RandomDeal> CreateAsync(CrmApi api, Random random, RandomPipeline pipeline)
    {
        var first = (await api.DataAsync("admin", "query ($id: ID!) { node(id: $id) { ... on Pipeline { stages { key kind } } } }", new { id = pipeline.Id })).At("node", "stages");
        var key = first[random.Next(pipeline.StageCount - 2)].GetProperty("key").GetString();
        return new RandomDeal(api, random, await api.CreateDealAsync(pipelineId: pipeline.Id, stageKey: key));
    }

    /// <summary>Changes some of what gates ask for.</summary>
    internal async Task LearnAsync()
    {
        await using var db = api.Open();
        var dealId = (await api.StoredDealAsync(id)).Id;
        var deal = await db.Opportunities.SingleAsync(o => o.Id == dealId);
        var account = await db.Accounts.SingleAsync(a => a.Id == deal.AccountId);
        var owner = await db.Users.SingleAsync(u => u.Id == deal.OwnerId);
        var now = api.Time.GetUtcNow();
        deal.Reprice(Given.Cny(random.Next(3) == 0 ? 0 : random.Next(1, 200_000)), now);
        deal.Reschedule(new DateOnly(2026, random.Next(6, 13), 1).AddYears(random.Next(2)), now);
        deal.PlanNextStep(Maybe("拜访"), now);
        deal.ChooseSource(random.Next(2) == 0 ? null : await db.LeadSources.FirstAsync(), now);
        deal.NameCompetitors(random.Next(2) == 0 ? [] : ["云图软件"], now);
        account.Revise(account.Details with { Industry = Maybe("制造"), Region = Maybe("华东"), Employees = random.Next(3) == 0 ? null : random.Next(1, 10_000), Website = Maybe("https://yunfan.example") }, now);
        if (random.Next(2) == 0) await MeetAsync(db, deal, account, now);
        if (random.Next(2) == 0) db.Activities.Add(Done(deal, owner, now));
        if (random.Next(2) == 0) deal.Assess(QualificationFramework.Bant, [.. FrameworkCriteria.Of(QualificationFramework.Bant).Select(k => new CriterionFinding(k, random.Next(6) == 0 ? CriterionAnswer.No : CriterionAnswer.Yes, null))], owner.Id, now);
        if (random.Next(3) == 0) await OfferAsync(db, deal, owner, now);
        if (random.Next(3) == 0) await AskApprovalAsync(db, deal, owner, now);
        await db.SaveChangesAsync();
    }

    /// <summary>Puts an open deal back where it was before a move that only was to be tried.</summary>
    internal async Task RestoreAsync(Opportunity before)
    {
        await using var db = api.Open();
        await db.StageChanges.Where(c => c.OpportunityId == before.Id && c.Sequence > before.StageHistory.Count).ExecuteDeleteAsync();
        await db.Opportunities.Where(o => o.Id == before.Id).ExecuteUpdateAsync(o => o
            .SetProperty(x => x.StageId, before.StageId)
            .SetProperty(x => x.LastOpenStageId, before.LastOpenStageId)
            .SetProperty(x => x.StageEnteredAt, before.StageEnteredAt)
            .SetProperty(x => x.UpdatedAt, before.UpdatedAt)
            .SetProperty(x => x.Probability, before.Probability)
            .SetProperty(x => x.ForecastCategory, before.ForecastCategory)
            .SetProperty(x => x.ExpectedRevenue.Amount, before.ExpectedRevenue.Amount)
            .SetProperty(x => x.Version, before.Version));
    }

    /// <summary>Reopens a closed deal, or moves an open one to any stage as time goes by, whatever its gate says.</summary>
    internal async Task GoOnAsync()
    {
        await using var db = api.Open();
        api.Time.Advance(TimeSpan.FromHours(1));
        var dealId = (await api.StoredDealAsync(id)).Id;
        var deal = await db.Opportunities.SingleAsync(o => o.Id == dealId);
        var pipeline = await db.Pipelines.SingleAsync(p => p.Id == deal.PipelineId);
        var to = pipeline.Stages[random.Next(pipeline.Stages.Count - 2)];
        if (!deal.IsOpen) deal.Reopen(to, "继续", deal.OwnerId, api.Time.GetUtcNow());
        else if (to.Id != deal.StageId) deal.MoveTo(to, deal.OwnerId, null, api.Time.GetUtcNow());
        await db.SaveChangesAsync();
    }

    private async Task MeetAsync(CrmDbContext db, Opportunity deal, Domain.Accounts.Account account, DateTimeOffset now)
    {
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.AccountId == account.Id);
        if (contact is null) db.Contacts.Add(contact = Given.Contact(account, $"张总{random.Next()}", null));
        deal.SetStakeholder(contact, (StakeholderRole)random.Next(3), Attitude.Unknown, 3, null, null, now);
        deal.ChoosePrimaryContact(random.Next(2) == 0 ? contact : null, now);
    }

    private Activity Done(Opportunity deal, User owner, DateTimeOffset now) => Activity.Log(
        new NewActivity { Kind = (ActivityKind)random.Next(3), Subject = "联系", Outcome = Maybe("完成"), OpportunityId = deal.Id, AccountId = deal.AccountId }, owner, now);

    private async Task OfferAsync(CrmDbContext db, Opportunity deal, User owner, DateTimeOffset now)
    {
        var accepted = await db.Quotes.SingleOrDefaultAsync(q => q.OpportunityId == deal.Id && q.Status == QuoteStatus.Accepted);
        var revision = await db.Quotes.CountAsync(q => q.OpportunityId == deal.Id) + 1;
        var quote = Quote.Draft($"Q-{deal.Number}", revision, deal, new QuoteContent([new NewQuoteLine("软件", null, 1, Given.Cny(random.Next(1, 100_000)))]), owner.Id, now);
        if (random.Next(3) > 0) quote.Send(deal, null, null, now);
        if (quote.Status == QuoteStatus.Sent && random.Next(2) == 0)
        {
            accepted?.Supersede(now);
            if (accepted is not null) await db.SaveChangesAsync();
            quote.Accept(deal, null, null, owner.Id, now);
        }
        db.Quotes.Add(quote);
    }

    private async Task AskApprovalAsync(CrmDbContext db, Opportunity deal, User owner, DateTimeOffset now)
    {
        var request = ApprovalRequest.Ask(deal, null, new ApprovalNeed([Role.SalesManager], "特价"), owner.Id, now);
        var director = await db.Users.FirstAsync(u => u.Role == Role.Admin);
        if (random.Next(3) > 0) request.Decide(random.Next(3) == 0 ? ApprovalStatus.Rejected : ApprovalStatus.Approved, new Approver(director.Id, Role.Admin, true), deal, null, now);
        db.Approvals.Add(request);
    }

    private string? Maybe(string text) => random.Next(2) == 0 ? null : text;
}
