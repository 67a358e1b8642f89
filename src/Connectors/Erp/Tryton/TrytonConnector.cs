using System.Globalization;
using System.Text.Json.Nodes;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Tryton;

/// <summary>
/// Tryton 6.0 over its JSON-RPC. A customer is a party, found by its unique code; an order is a sale whose reference is the key. Buttons
/// do nothing in a state that they are not for and do not say so, so that the state is read after each.
/// </summary>
internal sealed class TrytonConnector : IErpConnector, IDisposable
{
    /// <summary>What <c>Kind</c> says.</summary>
    internal const string KindName = "Tryton";

    private static readonly string[] SaleFields = ["number", "state", "untaxed_amount", "currency.code"];
    private static readonly string[] InvoiceFields = ["number", "state", "invoice_date", "currency.code", "untaxed_amount", "total_amount", "amount_to_pay", "reconciled"];

    private readonly TrytonOptions _options;
    private readonly TrytonClient _client;
    private readonly TrytonMapping _mapping;
    private readonly TrytonReferences _references;

    /// <summary>A connector.</summary>
    internal TrytonConnector(string key, TrytonOptions options, TimeProvider time)
    {
        (Key, _options, _client, _mapping) = (key, options, new TrytonClient(options, time), new TrytonMapping(options));
        _references = new TrytonReferences(_client);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public bool IsEnabled => _options.Enabled;

    /// <inheritdoc/>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <inheritdoc/>
    public ErpPlan Plan(ErpOrder order) => _mapping.Plan(order);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ErpDocument>?> LookUpAsync(string key, CancellationToken cancellationToken)
    {
        var company = await _client.CompanyAsync(cancellationToken);
        JsonArray domain = [Is("reference", key), Is("company", company), new JsonArray("state", "!=", "cancelled")];
        var sales = await _client.CallAsync("model.sale.sale.search_read", [domain, 0, null, Oldest(), Names(SaleFields)], cancellationToken);
        return [.. sales!.AsArray().Select(s => Document((JsonObject)s!))];
    }

    /// <inheritdoc/>
    public async Task<ErpPlan> ResolveAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var sale = await _references.ResolveAsync((JsonObject)plan.Payload[TrytonMapping.Sale]!, cancellationToken);
        var (party, address) = await PartyAsync(plan.Order.Customer, (JsonObject)plan.Payload[TrytonMapping.Party]!, cancellationToken);
        (sale["company"], sale["party"]) = (await _client.CompanyAsync(cancellationToken), party);
        (sale["invoice_address"], sale["shipment_address"]) = (address, address);
        var payload = new JsonObject { [TrytonMapping.Party] = plan.Payload[TrytonMapping.Party]!.DeepClone(), [TrytonMapping.Sale] = sale };
        return plan with { Payload = payload };
    }

    /// <inheritdoc/>
    public async Task<ErpDocument> CreateAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var created = await _client.CallAsync("model.sale.sale.create", [new JsonArray(plan.Payload[TrytonMapping.Sale]!.DeepClone())], cancellationToken);
        return new ErpDocument(TrytonJson.ReadIds(created).Single().ToString(CultureInfo.InvariantCulture), null, null, "draft", false, null);
    }

    /// <inheritdoc/>
    public async Task ConfirmAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        var state = await StateAsync(document, cancellationToken);
        // a sale that is left confirmed was confirmed by a server that died before it made the invoice; nobody else will, and the connector's
        // user may not: it has to be confirmed anew. Should that server be alive after all, the database lets only one of the two through
        foreach (var (button, from) in new[] { ("draft", _options.QueueWorker ? null : "confirmed"), ("quote", "draft"), ("confirm", "quotation") })
        {
            if (state != from) continue;
            await _client.CallAsync($"model.sale.sale.{button}", [Ids(document)], cancellationToken);
            state = await StateAsync(document, cancellationToken);
            if (state == from) throw new ErpException(ErpFailure.Refused, $"Tryton left the sale {document.Id} in the state {state}; see there what keeps it.");
        }

        if (!IsConfirmed(state)) throw new ErpException(ErpFailure.Refused, $"The sale {document.Id} is {state ?? "gone"} in Tryton.");
    }

    /// <inheritdoc/>
    public async Task<bool> DiscardAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        if (await StateAsync(document, cancellationToken) is not { } state) return true;
        if (state != "draft") return false;
        await _client.CallAsync("model.sale.sale.delete", [Ids(document)], cancellationToken);
        return await StateAsync(document, cancellationToken) is null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> ReadInvoicesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var company = await _client.CompanyAsync(cancellationToken);
        JsonArray domain = [new JsonArray("reference", "in", Names(keys)), Is("company", company), new JsonArray("state", "!=", "cancelled")];
        var sales = (await _client.CallAsync("model.sale.sale.search_read", [domain, 0, null, Oldest(), Names(["reference", "invoices"])], cancellationToken))!.AsArray();
        var ids = sales.SelectMany(s => TrytonJson.ReadIds(s!["invoices"])).Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<string, IReadOnlyList<ErpInvoiceReading>>();
        var invoices = (await _client.CallAsync("model.account.invoice.read", [new JsonArray([.. ids.Select(i => (JsonNode)i)]), Names(InvoiceFields)], cancellationToken))!.AsArray();
        var byId = invoices.ToDictionary(i => i!["id"]!.GetValue<int>(), i => Invoice((JsonObject)i!));
        return sales.GroupBy(s => TrytonJson.ReadText(s!["reference"])!)
            .ToDictionary(g => g.Key, IReadOnlyList<ErpInvoiceReading> (g) => [.. g.SelectMany(s => TrytonJson.ReadIds(s!["invoices"])).Distinct().Order().Select(id => byId[id])]);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<(int Party, int Address)> PartyAsync(ErpCustomer customer, JsonObject planned, CancellationToken cancellationToken)
    {
        var party = await FindPartyAsync(customer.Code, cancellationToken) ?? await CreatePartyAsync(customer.Code, planned, cancellationToken);
        var addresses = TrytonJson.ReadIds(party["addresses"]).ToList();
        if (addresses.Count == 0) throw new ErpException(ErpFailure.Refused, $"The party {customer.Code} ({customer.Name}) has no address in Tryton; a sale needs one for the invoice.");
        return (party["id"]!.GetValue<int>(), addresses[0]);
    }

    private async Task<JsonObject> CreatePartyAsync(string code, JsonObject planned, CancellationToken cancellationToken)
    {
        try
        {
            await _client.CallAsync("model.party.party.create", [new JsonArray(planned.DeepClone())], cancellationToken);
        }
        catch (ErpException refusal) when (refusal.Kind == ErpFailure.Refused)
        {
            // codes are unique, and Tryton says so in the language of the user only: another deal of the same customer may have been faster
            if (await FindPartyAsync(code, cancellationToken) is { } other) return other;
            throw;
        }
        return await FindPartyAsync(code, cancellationToken) ?? throw new ErpException(ErpFailure.Refused, $"The party {code} was created in Tryton and is not there; may the user read parties?");
    }

    private async Task<JsonObject?> FindPartyAsync(string code, CancellationToken cancellationToken)
    {
        var found = (await _client.CallAsync("model.party.party.search_read", [new JsonArray(Is("code", code)), 0, 1, null, Names(["active", "addresses"])], cancellationToken, withInactive: true))!.AsArray();
        if (found.Count == 0) return null;
        return found[0]!["active"]?.ToString() is "false" or "0"
            ? throw new ErpException(ErpFailure.Refused, $"The party {code} is deactivated in Tryton; activate it there.")
            : (JsonObject)found[0]!;
    }

    private async Task<string?> StateAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        // read would fail for one that is gone
        var id = int.Parse(document.Id, CultureInfo.InvariantCulture);
        var sales = (await _client.CallAsync("model.sale.sale.search_read", [new JsonArray(Is("id", id)), 0, 1, null, Names(["state"])], cancellationToken))!.AsArray();
        return sales.Count == 0 ? null : TrytonJson.ReadText(sales[0]!["state"]);
    }

    private ErpDocument Document(JsonObject sale)
    {
        var (id, state) = (sale["id"]!.ToString(), TrytonJson.ReadText(sale["state"])!);
        return new ErpDocument(id, TrytonJson.ReadText(sale["number"]), $"{_options.Url!.TrimEnd('/')}/#{_options.Database}/model/sale.sale/{id}", state, IsConfirmed(state), Amount(sale, "untaxed_amount"));
    }

    // with workers, a sale that is confirmed waits for one that makes its invoice: nothing is left for anybody to do
    private bool IsConfirmed(string? state) => state is "processing" or "done" || (_options.QueueWorker && state == "confirmed");

    private ErpInvoiceReading Invoice(JsonObject invoice)
    {
        var state = TrytonJson.ReadText(invoice["state"]) switch
        {
            "posted" => ErpInvoiceState.Posted,
            "paid" => ErpInvoiceState.Paid,
            "cancelled" => ErpInvoiceState.Cancelled,
            _ => ErpInvoiceState.Draft,
        };
        var total = Amount(invoice, "total_amount");
        // what is left to pay is 0 for drafts and cancelled invoices too
        var paid = state switch
        {
            ErpInvoiceState.Posted => total - Amount(invoice, "amount_to_pay"),
            ErpInvoiceState.Paid => total,
            _ => Money.Zero(total.Currency),
        };
        return new ErpInvoiceReading(
            invoice["id"]!.ToString(), TrytonJson.ReadText(invoice["number"]), state, TrytonJson.ReadDate(invoice["invoice_date"]), Amount(invoice, "untaxed_amount"), total, paid,
            state == ErpInvoiceState.Paid ? TrytonJson.ReadDate(invoice["reconciled"]) : null);
    }

    private Money Amount(JsonObject record, string field) => new(TrytonJson.ReadDecimal(record[field]) ?? 0, _mapping.IsoOf(TrytonJson.ReadText(record["currency."]?["code"]) ?? ""));

    private static JsonArray Ids(ErpDocument document) => [int.Parse(document.Id, CultureInfo.InvariantCulture)];

    private static JsonArray Oldest() => [new JsonArray("id", "ASC")];

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(n => (JsonNode)n)];

    private static JsonArray Is(string field, JsonNode value) => new(field, "=", value);
}
