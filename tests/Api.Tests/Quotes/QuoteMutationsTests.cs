using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Quotes;

public sealed class QuoteMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task A_quote_goes_from_draft_to_accepted_and_gives_the_deal_its_amount()
    {
        var deal = await api.CreateDealAsync();
        var quote = await CreateAsync(deal, "33.335", quantity: "3");

        Assert.Equal("APPROVED", await StepAsync("submitQuote", new { quoteId = quote }));
        Assert.Equal("SENT", await StepAsync("sendQuote", new { quoteId = quote }));
        Assert.Equal("ACCEPTED", await StepAsync("respondToQuote", new { quoteId = quote, response = "ACCEPTED" }));

        var stored = await api.StoredDealAsync(deal);
        Assert.Equal((100.01m, "CNY"), (stored.Amount.Amount, stored.Amount.Currency));
    }

    [Fact]
    public async Task The_next_revision_keeps_the_number_and_supersedes_what_is_open()
    {
        var deal = await api.CreateDealAsync();
        await CreateAsync(deal, "100");
        await CreateAsync(deal, "200");

        var quotes = (await api.DataAsync("wang.fang", "query ($id: ID!) { opportunity(id: $id) { quotes { number revision status } } }", new { id = deal })).At("opportunity", "quotes");

        Assert.Equal(["2 DRAFT", "1 SUPERSEDED"], quotes.EnumerateArray().Select(q => $"{q.GetProperty("revision")} {q.GetProperty("status").GetString()}"));
        Assert.Single(quotes.EnumerateArray().Select(q => q.GetProperty("number").GetString()).Distinct());
    }

    [Fact]
    public async Task Of_two_acceptances_at_once_one_wins()
    {
        var deal = await api.CreateDealAsync();
        var quote = await CreateAsync(deal, "100");
        await StepAsync("sendQuote", new { quoteId = quote });

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => MutateAsync("wang.fang", "respondToQuote", new { quoteId = quote, response = "ACCEPTED" })));

        var refused = Assert.Single(answers, a => a.GetProperty("errors").GetArrayLength() > 0);
        // where both may read before either has saved, one is told to read again
        Assert.Contains(refused.Refusal(), (string[])["INVALID_STATE", "CONFLICT version"]);
        Assert.Equal(3, (await StoredAsync(quote)).Version);
    }

    [Fact]
    public async Task A_newer_acceptance_takes_the_place_of_the_older_one()
    {
        var deal = await api.CreateDealAsync();
        string[] quotes = [await CreateAsync(deal, "100"), ""];
        await StepAsync("sendQuote", new { quoteId = quotes[0] });
        await StepAsync("respondToQuote", new { quoteId = quotes[0], response = "ACCEPTED" });
        quotes[1] = await CreateAsync(deal, "90");
        await StepAsync("sendQuote", new { quoteId = quotes[1] });

        await StepAsync("respondToQuote", new { quoteId = quotes[1], response = "ACCEPTED" });

        Assert.Equal((QuoteStatus.Superseded, QuoteStatus.Accepted), ((await StoredAsync(quotes[0])).Status, (await StoredAsync(quotes[1])).Status));
        Assert.Equal(90m, (await api.StoredDealAsync(deal)).Amount.Amount);
    }

    [Fact]
    public async Task A_large_quote_is_sent_only_after_manager_and_director_have_approved_it()
    {
        var quote = await CreateAsync(await api.CreateDealAsync(), "600000");

        var refused = await MutateAsync("wang.fang", "sendQuote", new { quoteId = quote }, "... on ApprovalRequiredError { approval { status steps { approverRole } } }");
        Assert.Equal("APPROVAL_REQUIRED", refused.Refusal());
        Assert.Equal(
            """{"status":"PENDING","steps":[{"approverRole":"SALES_MANAGER"},{"approverRole":"SALES_DIRECTOR"}]}""",
            refused.GetProperty("errors")[0].GetProperty("approval").GetRawText());
        Assert.Equal(1, (await StoredAsync(quote)).Version);

        await StepAsync("submitQuote", new { quoteId = quote });
        var approval = (await api.DataAsync("wang.fang", "query ($id: ID!) { quote(id: $id) { approval { id } } }", new { id = quote })).At("quote", "approval", "id").GetString()!;
        Assert.Equal("FORBIDDEN", (await DecideAsync("director", approval)).Refusal());
        Assert.Equal("FORBIDDEN", (await DecideAsync("wang.fang", approval)).Refusal());
        Assert.Equal("NOT_FOUND approvalId", (await DecideAsync("international.manager", approval)).Refusal());
        Assert.Contains(approval, (await api.DataAsync("east.manager", "{ approvals(mine: true) { id } }")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("PENDING", (await DecideAsync("east.manager", approval)).At("approval", "status").GetString());
        Assert.DoesNotContain(approval, (await api.DataAsync("east.manager", "{ approvals(mine: true) { id } }")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("APPROVED", (await DecideAsync("director", approval)).At("approval", "status").GetString());
        Assert.Equal("INVALID_STATE", (await DecideAsync("director", approval)).Refusal());

        Assert.Equal("SENT", await StepAsync("sendQuote", new { quoteId = quote }));
    }

    [Fact]
    public async Task A_change_voids_the_approval()
    {
        var quote = await CreateAsync(await api.CreateDealAsync(), "600000");
        await StepAsync("submitQuote", new { quoteId = quote });

        Assert.Equal("CONFLICT version", (await MutateAsync("wang.fang", "updateQuote", new { quoteId = quote, version = 1, discountPercent = "1" })).Refusal());
        Assert.Equal("DRAFT", await StepAsync("updateQuote", new { quoteId = quote, version = 2, discountPercent = "1" }));

        await using var db = api.Open();
        var id = (await StoredAsync(quote)).Id;
        var approval = await db.Approvals.AsNoTracking().SingleAsync(a => a.QuoteId == id, TestContext.Current.CancellationToken);
        Assert.Equal(Domain.Approvals.ApprovalStatus.Cancelled, approval.Status);
    }

    [Theory]
    [InlineData("li.haoran")]
    [InlineData("lucas.keller")]
    [InlineData("marketing")]
    [InlineData("readonly")]
    [InlineData("integration")]
    public async Task Who_is_not_responsible_finds_no_quotes(string mailbox)
    {
        var deal = await api.CreateDealAsync();
        var quote = await CreateAsync(deal, "100");

        var seen = await api.DataAsync(mailbox, "query ($deal: ID!, $quote: ID!) { opportunity(id: $deal) { quotes { id } approvals { id } contract { id } } node(id: $quote) { id } quote(id: $quote) { id } }", new { deal, quote });

        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (seen.GetProperty("node").ValueKind, seen.GetProperty("quote").ValueKind));
        if (seen.GetProperty("opportunity").ValueKind != JsonValueKind.Null)
            Assert.Equal("""{"quotes":[],"approvals":[],"contract":null}""", seen.GetProperty("opportunity").GetRawText());
        Assert.Equal("NOT_FOUND quoteId", (await MutateAsync(mailbox, "submitQuote", new { quoteId = quote })).Refusal());
    }

    [Fact]
    public async Task A_bad_line_is_named_by_its_place()
    {
        var deal = await api.CreateDealAsync();
        object Line(string quantity, string currency = "CNY") => new { product = "许可证", quantity, unitPrice = new { amount = "1", currency } };

        Assert.Equal("VALIDATION lines.2.quantity", (await MutateAsync("wang.fang", "createQuote", new { opportunityId = deal, lines = new[] { Line("1"), Line("1"), Line("0") } })).Refusal());
        Assert.Equal("VALIDATION lines.1.unitPrice.currency", (await MutateAsync("wang.fang", "createQuote", new { opportunityId = deal, lines = new[] { Line("1"), Line("1", "USD") } })).Refusal());
    }

    private async Task<string> CreateAsync(string deal, string price, string quantity = "1")
    {
        var payload = await MutateAsync(
            "wang.fang", "createQuote", new { opportunityId = deal, lines = new object[] { new { product = "许可证", quantity, unitPrice = new { amount = price, currency = "CNY" } } } }, made: "quote { id }");
        return payload.At("quote", "id").GetString()!;
    }

    private async Task<string> StepAsync(string mutation, object input)
    {
        var payload = await MutateAsync("wang.fang", mutation, input, made: "quote { status }");
        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        return payload.At("quote", "status").GetString()!;
    }

    private Task<JsonElement> DecideAsync(string mailbox, string approvalId) =>
        MutateAsync(mailbox, "decideApproval", new { approvalId, decision = "APPROVED" }, made: "approval { status }");

    private async Task<JsonElement> MutateAsync(string mailbox, string mutation, object input, string error = "", string made = "") =>
        (await api.DataAsync(
            mailbox,
            $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ {made} errors {{ code path {error} }} }} }}",
            new { input })).At(mutation);

    private async Task<Quote> StoredAsync(string id)
    {
        Assert.True(NodeId.TryDecode(id, out _, out var key));
        await using var db = api.Open();
        var quoteId = new QuoteId(key);
        return await db.Quotes.AsNoTracking().SingleAsync(q => q.Id == quoteId, TestContext.Current.CancellationToken);
    }
}
