using System.Globalization;
using System.Text.Json.Nodes;

namespace CrmGraph.Testing.Erp;

/// <summary>What an accountant does in Tryton, and what stands there afterwards.</summary>
public static class TrytonBooks
{
    /// <summary>The sales with a reference, whatever their state, oldest first, with some of their fields.</summary>
    public static async Task<IReadOnlyList<JsonObject>> SalesAsync(this TrytonServer server, string reference, params string[] fields)
    {
        ArgumentNullException.ThrowIfNull(server);
        JsonArray domain = [new JsonArray("reference", "=", reference)];
        var found = await server.AskAsAsync(TrytonServer.User, "model.sale.sale.search_read", domain, 0, null, new JsonArray(new JsonArray("id", "ASC")), new JsonArray([.. fields.Select(f => (JsonNode)f)]));
        return [.. found!.AsArray().Select(s => (JsonObject)s!)];
    }

    /// <summary>Posts the invoices of a sale; answers with the id of the first.</summary>
    public static async Task<int> PostInvoiceAsync(this TrytonServer server, string reference)
    {
        var sale = Assert.Single(await server.SalesAsync(reference, "invoices"));
        var invoices = sale["invoices"]!.AsArray();
        await server.AskAsync("model.account.invoice.post", invoices);
        return invoices[0]!.GetValue<int>();
    }

    /// <summary>Books money that has come in for an invoice today.</summary>
    public static async Task PayAsync(this TrytonServer server, int invoice, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(server);
        var read = (await server.AskAsync("model.account.invoice.read", new JsonArray(invoice), new JsonArray("currency", "currency_digits")))![0]!;
        var method = (await server.AskAsync("model.account.invoice.payment.method.search", new JsonArray()))![0]!;
        var wizard = (await server.AskAsync("wizard.account.invoice.pay.create"))![0]!;
        var start = new JsonObject
        {
            ["amount"] = Decimal(amount),
            ["currency"] = read["currency"]!.DeepClone(),
            ["currency_digits"] = read["currency_digits"]!.DeepClone(),
            ["company"] = 1,
            ["payment_method"] = method.DeepClone(),
            ["date"] = Today(),
            ["description"] = "回款",
        };
        var answer = await server.ExecuteAsync(wizard, new JsonObject { ["start"] = start }, "choice", invoice);
        // less than all of it: Tryton asks whether the rest is written off
        if (answer?["view"]?["defaults"] is JsonObject defaults)
        {
            var ask = (JsonObject)defaults.DeepClone();
            ask["type"] = "partial";
            ask["lines"] = ask["lines_to_pay"]!.DeepClone();
            foreach (var field in ask.Where(f => f.Key.EndsWith('.')).Select(f => f.Key).ToList()) ask.Remove(field);
            await server.ExecuteAsync(wizard, new JsonObject { ["ask"] = ask }, "pay", invoice);
        }
        await server.AskAsync("wizard.account.invoice.pay.delete", wizard);
    }

    /// <summary>Reads one of Tryton's exact numbers.</summary>
    public static decimal Number(this JsonNode? node) => decimal.Parse(node!["decimal"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    private static Task<JsonNode?> ExecuteAsync(this TrytonServer server, JsonNode wizard, JsonObject values, string state, int invoice) => server.AskInAsync(
        TrytonServer.Accountant,
        "wizard.account.invoice.pay.execute",
        new JsonObject { ["active_model"] = "account.invoice", ["active_id"] = invoice, ["active_ids"] = new JsonArray(invoice) },
        wizard, values, state);

    private static JsonObject Decimal(decimal value) => new() { ["__class__"] = "Decimal", ["decimal"] = value.ToString(CultureInfo.InvariantCulture) };

    private static JsonObject Today()
    {
        var today = TimeProvider.System.GetUtcNow();
        return new() { ["__class__"] = "date", ["year"] = today.Year, ["month"] = today.Month, ["day"] = today.Day };
    }
}
