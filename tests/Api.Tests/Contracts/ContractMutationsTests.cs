using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Contracts;

public sealed class ContractMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Sign = """
        mutation ($input: SignContractInput!) {
          signContract(input: $input) { opportunity { contract { number outstanding { amount } instalments { id isOverdue } } } errors { code path message } }
        }
        """;

    private const string Pay = """
        mutation ($input: RecordPaymentInput!) {
          recordPayment(input: $input) { opportunity { contract { outstanding { amount } collectionTime instalments { paid { amount } paidOn isOverdue payments { reference } } } } errors { code path message } }
        }
        """;

    [Fact]
    public async Task Instalments_are_paid_and_collection_time_is_weighted()
    {
        var instalments = await SignedAsync();

        await PayAsync("finance", instalments[0], "30", "2026-05-11", "A");
        var paid = (await PayAsync("finance", instalments[1], "70", "2026-06-10", "A")).At("opportunity", "contract");

        Assert.Equal(("0.00", "P31D"), (paid.At("outstanding", "amount").GetString(), paid.GetProperty("collectionTime").GetString()));
        Assert.Equal("2026-05-11", paid.GetProperty("instalments")[0].GetProperty("paidOn").GetString());
    }

    [Fact]
    public async Task Of_two_payments_with_one_reference_at_once_one_is_kept()
    {
        var instalments = await SignedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => PayUntilItCountsAsync("BANK-1")));

        Assert.All(answers, a => Assert.Equal(("[]", "80.00"), (a.GetProperty("errors").GetRawText(), a.At("opportunity", "contract", "outstanding", "amount").GetString())));
        Assert.Single(answers[0].At("opportunity", "contract", "instalments")[0].GetProperty("payments").EnumerateArray());

        async Task<JsonElement> PayUntilItCountsAsync(string reference)
        {
            var answer = await PayAsync("finance", instalments[0], "20", "2026-06-01", reference);
            // where both may read before either has saved, one is told to read again
            return answer.GetProperty("errors").GetArrayLength() > 0 && answer.Refusal() == "CONFLICT version" ? await PayAsync("finance", instalments[0], "20", "2026-06-01", reference) : answer;
        }
    }

    [Fact]
    public async Task Of_two_payments_at_once_that_are_too_much_together_one_is_refused()
    {
        var instalments = await SignedAsync();

        var answers = await Task.WhenAll(new[] { "A", "B" }.Select(reference => PayAsync("finance", instalments[0], "20", "2026-06-01", reference)));

        var refused = Assert.Single(answers, a => a.GetProperty("errors").GetArrayLength() > 0);
        if (refused.Refusal() == "CONFLICT version")
        {
            // both have read before either has saved: told to read again, the second one hears why not
            refused = await PayAsync("finance", instalments[0], "20", "2026-06-01", "C");
        }
        Assert.Equal("VALIDATION amount", refused.Refusal());
        Assert.Contains("10.00 CNY", refused.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_is_unique_in_its_number_and_for_its_deal()
    {
        var deal = await api.CreateDealAsync();
        var input = Input(deal);

        Assert.Empty((await api.DataAsync("wang.fang", Sign, new { input })).At("signContract", "errors").EnumerateArray());

        Assert.Equal("INVALID_STATE", (await api.DataAsync("wang.fang", Sign, new { input = Input(deal) })).At("signContract").Refusal());
        Assert.Equal("VALIDATION number", (await api.DataAsync("wang.fang", Sign, new { input = Input(await api.CreateDealAsync()) })).At("signContract").Refusal());
    }

    [Fact]
    public async Task Sums_that_differ_are_both_named()
    {
        var refused = (await api.DataAsync("wang.fang", Sign, new { input = Input(await api.CreateDealAsync(), value: "100.01") })).At("signContract");

        Assert.Equal("VALIDATION instalments", refused.Refusal());
        var message = refused.GetProperty("errors")[0].GetProperty("message").GetString();
        Assert.Contains("100.00 CNY", message, StringComparison.Ordinal);
        Assert.Contains("100.01 CNY", message, StringComparison.Ordinal);
    }

    private static object Input(string deal, string value = "100", string? number = null) => new
    {
        opportunityId = deal,
        number = number ?? "HT-2026-A77",
        signedOn = "2026-05-01",
        value = Cny(value),
        instalments = new object[] { new { dueOn = "2026-05-15", amount = Cny("30") }, new { dueOn = "2026-07-15", amount = Cny("70") } },
    };

    private static object Cny(string amount) => new { amount, currency = "CNY" };

    private async Task<string[]> SignedAsync()
    {
        var deal = await api.CreateDealAsync();
        var signed = (await api.DataAsync("wang.fang", Sign, new { input = Input(deal, number: Guid.CreateVersion7().ToString("N")) })).At("signContract");
        return [.. signed.At("opportunity", "contract", "instalments").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
    }

    private async Task<JsonElement> PayAsync(string mailbox, string instalmentId, string amount, string paidOn, string reference) =>
        (await api.DataAsync(mailbox, Pay, new { input = new { instalmentId, amount = Cny(amount), paidOn, reference } })).At("recordPayment");
}
