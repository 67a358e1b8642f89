using System.Globalization;
using System.Text.Json;

namespace CrmGraph.Chaos;

/// <summary>A deal that is prepared and then won, and what it has to be in the ERP.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Customer">The name of the customer.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Lines">Product, quantity and amount without tax of each line, by product.</param>
internal sealed record ErpDeal(string Id, string Customer, string Currency, IReadOnlyList<(string Product, decimal Quantity, decimal Amount)> Lines)
{
    private const string NewAccount = "mutation ($name: String!) { createAccount(input: { name: $name, allowDuplicate: true }) { account { id } errors { code message } } }";

    private const string NewDeal =
        "mutation ($account: ID!, $name: String!, $amount: MoneyInput!) { createOpportunity(input: { name: $name, accountId: $account, amount: $amount, closeDate: \"2027-12-31\" }) { opportunity { id } errors { code message } } }";

    private const string NewQuote = "mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } errors { code message } } }";

    private const string Send = "mutation ($id: ID!) { sendQuote(input: { quoteId: $id }) { quote { id } errors { code message } } }";

    private const string Accept = "mutation ($id: ID!) { respondToQuote(input: { quoteId: $id, response: ACCEPTED }) { quote { id } errors { code message } } }";

    private const string Winning = "mutation ($id: ID!) { winOpportunity(input: { opportunityId: $id, reason: \"service\" }) { opportunity { id } errors { code message } } }";

    /// <summary>What the order comes to without tax.</summary>
    internal decimal Total => Lines.Sum(l => l.Amount);

    /// <summary>Enters two deals of one customer: one with a quote of two products, one with nothing but an amount.</summary>
    internal static async Task<IReadOnlyList<ErpDeal>> PrepareAsync(Cluster cluster, int number, Random random, CancellationToken cancellationToken)
    {
        var customer = $"混沌客户{number:000}有限公司";
        var account = await MadeAsync(cluster, NewAccount, new { name = customer }, $"account-{number}", random, cancellationToken);
        // 7 × 33.3333 does not come to a whole number of cents, and 4,001 pieces take two prices
        var (seats, days) = (4_001 + number, 7m);
        var (seatPrice, dayPrice) = (0.35m, 1_333.33m);
        var quoted = await MadeAsync(cluster, NewDeal, new { account, name = $"平台{number:000}", amount = Cny(100_000) }, $"quoted-{number}", random, cancellationToken);
        var lines = new object[]
        {
            new { product = "席位", sku = "CRM", quantity = Text(seats), unitPrice = Cny(seatPrice) },
            new { product = "实施", sku = "SVC", quantity = Text(days), unitPrice = Cny(dayPrice) },
        };
        var quote = await MadeAsync(cluster, NewQuote, new { input = new { opportunityId = quoted, lines } }, $"quote-{number}", random, cancellationToken);
        await MadeAsync(cluster, Send, new { id = quote }, $"send-{number}", random, cancellationToken);
        await MadeAsync(cluster, Accept, new { id = quote }, $"accept-{number}", random, cancellationToken);
        var bare = await MadeAsync(
            cluster, NewDeal, new { account, name = $"咨询{number:000}", amount = new { amount = Text(1_000 + number), currency = "EUR" } }, $"bare-{number}", random, cancellationToken);
        return
        [
            new ErpDeal(quoted, customer, "CNY", [("CRM", seats, decimal.Round(seats * seatPrice, 2)), ("SVC", days, decimal.Round(days * dayPrice, 2))]),
            new ErpDeal(bare, customer, "EUR", [("CRM", 1, 1_000 + number)]),
        ];
    }

    /// <summary>Wins it, whatever dies meanwhile.</summary>
    internal Task WinAsync(Cluster cluster, Random random, CancellationToken cancellationToken) => MadeAsync(cluster, Winning, new { id = Id }, $"win-{Id}", random, cancellationToken);

    private static async Task<string> MadeAsync(Cluster cluster, string document, object variables, string key, Random random, CancellationToken cancellationToken)
    {
        var data = await cluster.MutateAsync(document, variables, key, random, cancellationToken);
        var payload = data.EnumerateObject().Single().Value;
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, $"{document}: {payload}");
        return payload.EnumerateObject().First(p => p.Value.ValueKind == JsonValueKind.Object).Value.GetProperty("id").GetString()!;
    }

    private static object Cny(decimal amount) => new { amount = Text(amount), currency = "CNY" };

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
