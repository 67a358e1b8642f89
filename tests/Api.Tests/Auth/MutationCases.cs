using CrmGraph.Api.Tests.Alerts;
using CrmGraph.Api.Tests.Erp;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Api.Tests.Auth;

/// <summary>How to call a mutation so that only the caller's rights can stand in its way.</summary>
/// <param name="Mutation">Its name.</param>
/// <param name="Target">What has to be seen to name the record; null if the input names none.</param>
/// <param name="InputAsync">Makes a fresh record of wang.fang, of the team 华东组, and the input that changes it.</param>
internal sealed record MutationCase(string Mutation, Resource? Target, Func<CrmApi, Task<object>> InputAsync)
{
    /// <summary>Whom the table lets pass and a rule of the record itself does not.</summary>
    internal IReadOnlyList<string> Besides { get; init; } = [];

    /// <summary>What whoever may do it gets: another code if something else than rights stands in the way.</summary>
    internal string Allowed { get; init; } = "done";
}

/// <summary>One case for every mutation.</summary>
internal static class MutationCases
{
    private const string Owner = "wang.fang";

    internal static readonly IReadOnlyList<MutationCase> All =
    [
        new("createLead", null, _ => Input(new { name = "李明", company = $"测试公司{Serial()}", source = "website" })),
        new("updateLead", Resource.Lead, async api => new { id = await LeadAsync(api), need = "移动销售" }),
        new("assignLead", Resource.Lead, async api => new { leadId = await LeadAsync(api), teamId = await TeamAsync(api) }),
        new("disqualifyLead", Resource.Lead, async api => new { leadId = await LeadAsync(api), reason = "budget" }),
        new("recordLeadBehaviour", Resource.Lead, async api => new { leadId = await LeadAsync(api), kind = "download" }),
        new("importLeads", null, _ => Input(new { csv = $"name,company\n李明,测试公司{Serial()}", source = "exhibition" })),
        new("saveLeadSource", null, _ => Input(new { key = $"source-{Serial()}", name = "新渠道" })),
        new("saveCaptureForm", null, _ => Input(new { key = $"form-{Serial()}", name = "表单", source = "website" })),
        new("saveScoringModel", null, _ => Input(new { maxScore = 100, gradeA = 80, gradeB = 60, gradeC = 30, salesReady = 60, profileRules = Array.Empty<object>(), behaviourRules = Array.Empty<object>() })),
        new("rescoreLeads", null, LaterAsync),
        new("saveAssignmentRules", null, _ => Input(new { rules = Array.Empty<object>() })),
        new("createAccount", null, _ => Input(new { name = $"测试公司{Serial()}" })),
        new("updateAccount", Resource.Account, async api => new { id = await AccountAsync(api), industry = "制造" }),
        new("createContact", Resource.Account, async api => new { accountId = await AccountAsync(api), name = "李明" }),
        new("updateContact", Resource.Contact, async api => new { id = await ContactAsync(api, await AccountAsync(api)), title = "总监" }),
        new("createOpportunity", Resource.Account, async api => new { accountId = await AccountAsync(api), name = "二期", amount = new { amount = "5", currency = "CNY" }, closeDate = "2026-09-30" }),
        new("updateOpportunity", Resource.Opportunity, async api => new { id = await api.CreateDealAsync(Owner), nextStep = "拜访" }),
        new("assignOpportunity", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), ownerId = await UserAsync(api, "li.haoran") }),
        new("moveOpportunity", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), stageId = await api.StageIdAsync("quote") }),
        new("winOpportunity", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), reason = "service" }),
        new("loseOpportunity", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), reason = "price" }),
        new("reopenOpportunity", Resource.Opportunity, async api => new { opportunityId = await LostDealAsync(api), stageId = await api.StageIdAsync("quote"), reason = "客户回来了" }),
        new("qualifyLead", Resource.Lead, async api => new { leadId = await LeadAsync(api), framework = "BANT", criteria = Criteria }),
        new("qualifyOpportunity", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), framework = "BANT", criteria = Criteria }),
        new("mergeLeads", Resource.Lead, async api => new { survivorId = await LeadAsync(api), mergedIds = new[] { await LeadAsync(api) } }),
        new("unmergeLeads", Resource.Lead, async api => new { mergeId = await MergeAsync(api) }),
        new("convertLead", Resource.Lead, async api => new { leadId = await ReadyLeadAsync(api) }),
        new("saveDuplicatePolicy", null, _ => Input(new { entity = "CONTACT", mode = "ALLOW", threshold = Random.Shared.NextDouble() })),
        new("saveConversionPolicy", null, _ => Input(new { minScore = Random.Shared.Next(1000) })),
        new("savePipeline", null, _ => Input(new { name = Serial(), stages = PipelineStages })),
        new("setStakeholder", Resource.Opportunity, StakeholderAsync),
        new("removeStakeholder", Resource.Opportunity, StakeholderSetAsync),
        new("recordNeed", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), pain = "报价慢" }),
        new("shareContent", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), title = "行业报告", kind = "REPORT" }),
        new("recordContentOpened", Resource.Opportunity, async api => new { contentId = await ChildAsync(api, "shareContent", "contents", new { title = "行业报告", kind = "REPORT" }) }),
        new("saveProposal", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), summary = "移动销售", benefits = Array.Empty<object>(), cost = new { amount = "5", currency = "CNY" } }),
        new("recordObjection", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), kind = "PRICE", raised = "太贵" }),
        new("resolveObjection", Resource.Opportunity, async api => new { objectionId = await ChildAsync(api, "recordObjection", "objections", new { kind = "PRICE", raised = "太贵" }), status = "UNRESOLVED" }),
        new("recordNegotiation", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), term = "折扣", to = "九折" }),
        new("createQuote", Resource.Opportunity, async api => QuoteInput(await api.CreateDealAsync(Owner))),
        new("updateQuote", Resource.Quote, async api => new { quoteId = await QuoteAsync(api), discountPercent = "5" }),
        new("submitQuote", Resource.Quote, async api => new { quoteId = await QuoteAsync(api) }),
        new("sendQuote", Resource.Quote, async api => new { quoteId = await QuoteAsync(api) }),
        new("respondToQuote", Resource.Quote, async api => new { quoteId = await SentQuoteAsync(api), response = "ACCEPTED" }),
        new("requestApproval", Resource.Opportunity, async api => new { opportunityId = await api.CreateDealAsync(Owner), reason = "特殊条款" }),
        new("decideApproval", Resource.Approval, async api => new { approvalId = await ApprovalAsync(api), decision = "APPROVED" }) { Besides = ["director"] },
        new("saveApprovalPolicy", null, _ => Input(new { name = Serial(), isActive = false, rules = new object[] { new { totalAbove = "1000", approverRoles = new[] { "SALES_MANAGER" } } } })),
        new("signContract", Resource.Opportunity, async api => ContractInput(await api.CreateDealAsync(Owner))),
        new("recordPayment", Resource.Contract, async api => new { instalmentId = await InstalmentAsync(api), amount = new { amount = "10", currency = "CNY" }, paidOn = "2026-06-14" }),
        new("reviewOpportunity", Resource.Opportunity, async api => new { opportunityId = await LostDealAsync(api), lessons = "早一点见决策人" }),
        new("issueSurveyLink", Resource.Opportunity, async api => new { opportunityId = await LostDealAsync(api) }),
        new("answerSurvey", null, async api => new { token = await SurveyTokenAsync(api), score = 4 }),
        new("saveExchangeRates", null, _ => Input(new { rates = new object[] { new { from = "USD", rate = $"7.{Random.Shared.Next(1_000_000)}", validFrom = "2026-06-01" } } })),
        new("logActivity", Resource.Opportunity, async api => new { kind = "CALL", subject = "电话", opportunityId = await api.CreateDealAsync(Owner) }),
        new("updateActivity", Resource.Activity, async api => new { id = await ActivityAsync(api), subject = "改期", dueAt = "2026-07-08T00:00:00Z" }),
        new("completeActivity", Resource.Activity, async api => new { id = await ActivityAsync(api) }),
        new("scheduleMeeting", Resource.Opportunity, async api => new { subject = "启动会", startAt = "2026-07-01T02:00:00Z", endAt = "2026-07-01T03:00:00Z", opportunityId = await api.CreateDealAsync(Owner), participantIds = Array.Empty<string>() }),
        new("sendEmail", Resource.Opportunity, async api => new { subject = "报价", body = "您好", opportunityId = await api.CreateDealAsync(Owner), toContactIds = new[] { await ReachableAsync(api) } }) { Allowed = "INVALID_STATE" },
        new("linkActivity", Resource.Activity, async api => new { activityId = await ActivityAsync(api), opportunityId = await api.CreateDealAsync(Owner) }),
        new("setActivityVisibility", Resource.Activity, async api => new { activityId = await ImportedAsync(api), visibility = "METADATA" }) { Besides = ["east.manager", "china.manager", "director", "admin", "integration"] },
        new("markAlertRead", Resource.Alert, async api => new { id = await api.AlertAsync() }),
        new("retryDeadLetters", null, DeadLetterAsync),
        new("replayWebhook", null, ReplayAsync),
        new("enableWebhook", null, DisabledWebhookAsync),
        new("retryErpSync", Resource.ErpSync, async api => new { id = await api.GiveUpAsync(await api.CreateDealAsync(Owner)) }),
        new("createApiKey", null, _ => Input(new { name = "对账程序", role = "INTEGRATION" })),
        new("revokeApiKey", null, async api => new { id = await MakeAsync(api, "createApiKey", "apiKey", new { name = "对账程序", role = "INTEGRATION" }, "admin") }),
    ];

    private static readonly object[] Criteria = [new { key = "budget", answer = "YES" }];

    private static readonly object[] PipelineStages =
    [
        new { key = "talk", name = "沟通", kind = "OPEN", probability = 0.2, forecastCategory = "PIPELINE" },
        new { key = "won", name = "赢单", kind = "WON", probability = 1, forecastCategory = "CLOSED" },
        new { key = "lost", name = "输单", kind = "LOST", probability = 0, forecastCategory = "OMITTED" },
    ];

    private static Task<object> Input(object input) => Task.FromResult(input);

    // nothing is written if all leads have been scored for the same moment already
    private static Task<object> LaterAsync(CrmApi api)
    {
        api.Time.Advance(TimeSpan.FromMinutes(1));
        return Input(new { scoredBefore = api.Time.GetUtcNow() });
    }

    // another case may have saved a policy that asks for more
    private static async Task<string> ReadyLeadAsync(CrmApi api)
    {
        await api.DataAsync("admin", "mutation { saveConversionPolicy(input: {}) { errors { code } } }");
        return await LeadAsync(api);
    }

    private static async Task<object> DeadLetterAsync(CrmApi api)
    {
        await using var db = api.Open();
        db.Deliveries.Add(new Delivery
        {
            Id = Guid.CreateVersion7(),
            Connector = CrmApi.Webhook,
            EventId = Guid.CreateVersion7(),
            Position = 1,
            Type = EventType.StageChanged,
            SubjectId = Guid.CreateVersion7(),
            Status = DeliveryStatus.Dead,
            CreatedAt = CrmApi.Now,
            NextAttemptAt = CrmApi.Now,
        });
        await db.SaveChangesAsync();
        return new { connector = CrmApi.Webhook };
    }

    private static async Task<object> ReplayAsync(CrmApi api)
    {
        await DeadLetterAsync(api);
        var cursors = api.Services.GetRequiredService<EventCursors>();
        await cursors.PrepareAsync(TestContext.Current.CancellationToken);
        return new { endpoint = CrmApi.Webhook, after = cursors.Write(0) };
    }

    private static async Task<object> DisabledWebhookAsync(CrmApi api)
    {
        await using var db = api.Open();
        if (await db.ConnectorStates.FindAsync(CrmApi.Webhook) is { } state) state.DisabledAt = CrmApi.Now;
        else db.ConnectorStates.Add(new ConnectorState { Key = CrmApi.Webhook, DisabledAt = CrmApi.Now });
        await db.SaveChangesAsync();
        return new { endpoint = CrmApi.Webhook };
    }

    private static string Serial() => Guid.CreateVersion7().ToString("N");

    private static Task<string> LeadAsync(CrmApi api) =>
        MakeAsync(api, "createLead", "lead", new { name = "李明", company = $"测试公司{Serial()}", source = "website" });

    private static async Task<string> TeamAsync(CrmApi api) => (await api.DataAsync(Owner, "{ me { team { id } } }")).At("me", "team", "id").GetString()!;
    private static async Task<string> MergeAsync(CrmApi api)
    {
        var input = new { survivorId = await LeadAsync(api), mergedIds = new[] { await LeadAsync(api) } };
        return (await api.DataAsync(Owner, Document("mergeLeads", "lead { merges { id } }"), new { input })).At("mergeLeads", "lead", "merges")[0].GetProperty("id").GetString()!;
    }

    private static Task<string> AccountAsync(CrmApi api) => MakeAsync(api, "createAccount", "account", new { name = $"测试公司{Serial()}" });

    private static Task<string> ContactAsync(CrmApi api, string accountId) => MakeAsync(api, "createContact", "contact", new { accountId, name = "李明" });

    private static async Task<string> ReachableAsync(CrmApi api) =>
        await MakeAsync(api, "createContact", "contact", new { accountId = await AccountAsync(api), name = "李明", email = $"li{Serial()}@xingyao.example" });

    private static async Task<string> ImportedAsync(CrmApi api)
    {
        var email = $"{Owner}@crmgraph.example";
        await using var db = api.Open();
        var owner = await db.Users.SingleAsync(u => u.Email == email);
        var captured = new CapturedActivity { Kind = ActivityKind.Email, Subject = "询价", StartAt = CrmApi.Now };
        var activity = Activity.Capture(captured, new ActivityLink(MatchReason.Participant, null, null, null, null, []), owner, CrmApi.Now);
        db.Activities.Add(activity);
        await db.SaveChangesAsync();
        return NodeId.Encode("Activity", activity.Id.Value);
    }

    private static async Task<string> ActivityAsync(CrmApi api) => await MakeAsync(
        api, "logActivity", "activity", new { kind = "TASK", subject = "准备报价", dueAt = "2026-07-01T00:00:00Z", opportunityId = await api.CreateDealAsync(Owner) });

    private static async Task<string> ChildAsync(CrmApi api, string mutation, string list, object child)
    {
        var input = new Dictionary<string, object?> { ["opportunityId"] = await api.CreateDealAsync(Owner) };
        foreach (var property in child.GetType().GetProperties()) input[property.Name] = property.GetValue(child);
        var payload = (await api.DataAsync(Owner, Document(mutation, $"opportunity {{ {list} {{ id }} }}"), new { input })).At(mutation);
        return payload.At("opportunity", list)[0].GetProperty("id").GetString()!;
    }

    private static async Task<object> StakeholderAsync(CrmApi api)
    {
        var deal = await api.CreateDealAsync(Owner);
        return new { opportunityId = deal, contactId = await api.CreateContactOfDealAsync(deal, "张总"), role = "CHAMPION", attitude = "SUPPORTIVE", influence = 3 };
    }

    private static async Task<object> StakeholderSetAsync(CrmApi api)
    {
        var deal = await api.CreateDealAsync(Owner);
        var contact = await api.CreateContactOfDealAsync(deal, "张总");
        await MakeAsync(api, "setStakeholder", "opportunity", new { opportunityId = deal, contactId = contact, role = "CHAMPION", attitude = "SUPPORTIVE", influence = 3 });
        return new { opportunityId = deal, contactId = contact };
    }

    private static async Task<string> LostDealAsync(CrmApi api) =>
        await MakeAsync(api, "loseOpportunity", "opportunity", new { opportunityId = await api.CreateDealAsync(Owner), reason = "price" });

    private static object QuoteInput(string opportunityId) =>
        new { opportunityId, lines = new object[] { new { product = "许可证", quantity = "2", unitPrice = new { amount = "100", currency = "CNY" } } } };

    private static object ContractInput(string opportunityId)
    {
        var value = new { amount = "100", currency = "CNY" };
        return new { opportunityId, number = Serial(), signedOn = "2026-06-01", value, instalments = new object[] { new { dueOn = "2026-07-01", amount = value } } };
    }

    private static async Task<string> QuoteAsync(CrmApi api) => await MakeAsync(api, "createQuote", "quote", QuoteInput(await api.CreateDealAsync(Owner)));

    private static async Task<string> SentQuoteAsync(CrmApi api) => await MakeAsync(api, "sendQuote", "quote", new { quoteId = await QuoteAsync(api) });

    private static async Task<string> ApprovalAsync(CrmApi api) =>
        await MakeAsync(api, "requestApproval", "approval", new { opportunityId = await api.CreateDealAsync(Owner), reason = "特殊条款" });

    private static async Task<string> InstalmentAsync(CrmApi api)
    {
        var signed = await api.DataAsync(
            Owner, Document("signContract", "opportunity { contract { instalments { id } } }"), new { input = ContractInput(await api.CreateDealAsync(Owner)) });
        return signed.At("signContract", "opportunity", "contract", "instalments")[0].GetProperty("id").GetString()!;
    }

    private static async Task<string> SurveyTokenAsync(CrmApi api)
    {
        var issued = await api.DataAsync(Owner, Document("issueSurveyLink", "link"), new { input = new { opportunityId = await LostDealAsync(api) } });
        return issued.At("issueSurveyLink", "link").GetString()!.Split('/')[^1];
    }

    private static async Task<string> UserAsync(CrmApi api, string mailbox) =>
        (await api.DataAsync(mailbox, "{ me { id } }")).At("me", "id").GetString()!;

    private static async Task<string> MakeAsync(CrmApi api, string mutation, string made, object input, string mailbox = Owner)
    {
        var payload = (await api.DataAsync(mailbox, Document(mutation, $"{made} {{ id }}"), new { input })).At(mutation);
        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        return payload.At(made, "id").GetString()!;
    }

    /// <summary>The document that calls a mutation with the variable <c>input</c>.</summary>
    internal static string Document(string mutation, string selection = "") =>
        $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ {selection} errors {{ code path message }} }} }}";
}
