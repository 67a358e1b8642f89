using System.Globalization;
using System.Text.Json;
using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.BusinessCentral;

/// <summary>
/// Sends won deals to Business Central. The external document number is the deal's key. API v2.0 can release no order, so that one that is
/// there with its lines counts as confirmed; people release, ship and post it.
/// </summary>
internal sealed class BusinessCentralConnector : IErpConnector, IDisposable
{
    private const int KeysPerQuestion = 10;
    private const string InvoiceFields =
        "id,number,externalDocumentNumber,invoiceDate,status,currencyCode,totalAmountExcludingTax,totalAmountIncludingTax,remainingAmount,lastModifiedDateTime";

    private readonly BusinessCentralOptions _options;
    private readonly BusinessCentralClient _client;
    private readonly SemaphoreSlim _resolving = new(1);

    internal BusinessCentralConnector(string key, BusinessCentralOptions options, TimeProvider time)
    {
        (Key, _options) = (key, options);
        _client = new BusinessCentralClient(options, time);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string Kind => "BusinessCentral";

    /// <inheritdoc/>
    public bool IsEnabled => _options.Enabled;

    /// <inheritdoc/>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <inheritdoc/>
    public ErpPlan Plan(ErpOrder order) => BusinessCentralMapping.Plan(Key, _options, order);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ErpDocument>?> LookUpAsync(string key, CancellationToken cancellationToken) =>
        // ids are random here; numbers are given one after the other
        [.. (await FindAsync("salesOrders", $"externalDocumentNumber eq {Quoted(key)}", cancellationToken)).Select(Document).OrderBy(d => d.Number?.Length).ThenBy(d => d.Number, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public async Task<ErpPlan> ResolveAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var number = await OneCustomerAsync(plan, cancellationToken);
        var payload = plan.Payload.DeepClone().AsObject();
        payload["order"]!["customerNumber"] = number;
        return plan with { Payload = payload };
    }

    /// <inheritdoc/>
    public async Task<ErpDocument> CreateAsync(ErpPlan plan, CancellationToken cancellationToken) =>
        Document(await _client.CreateAsync("salesOrders", plan.Payload["order"]!, cancellationToken));

    /// <inheritdoc/>
    public Task ConfirmAsync(ErpDocument document, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<bool> DiscardAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        var rows = await FindAsync("salesOrders", $"id eq {document.Id}", cancellationToken);
        if (rows.Count == 0) return true;
        if (rows[0].Member("status").AsText() != "Draft") return false;
        return await _client.DeleteAsync($"salesOrders({document.Id})", rows[0].Member("@odata.etag").AsText() ?? "*", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> ReadInvoicesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var found = new List<(string Key, ErpInvoiceReading Invoice)>();
        foreach (var some in keys.Chunk(KeysPerQuestion))
        {
            var filter = string.Join(" or ", some.Select(k => $"externalDocumentNumber eq {Quoted(k)}"));
            var rows = await FindAsync("salesInvoices", filter, cancellationToken, InvoiceFields);
            found.AddRange(rows.Select(r => (r.Member("externalDocumentNumber").AsText() ?? "", Invoice(r))));
        }

        return found.GroupBy(f => f.Key).ToDictionary(g => g.Key, IReadOnlyList<ErpInvoiceReading> (g) => [.. g.Select(f => f.Invoice)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _resolving.Dispose();
    }

    // names are not unique there: two deals of a new customer must not both find nothing
    private async Task<string> OneCustomerAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        await _resolving.WaitAsync(cancellationToken);
        try
        {
            return await CustomerAsync(plan, cancellationToken);
        }
        finally
        {
            _resolving.Release();
        }
    }

    private async Task<string> CustomerAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var customer = plan.Order.Customer;
        if (_options.OwnCustomerNumbers && await FindCustomerAsync($"number eq {Quoted(customer.Code)}", cancellationToken) is { } own) return own;
        if (customer.RegistrationNumber is { } registration && await FindCustomerAsync($"taxRegistrationNumber eq {Quoted(registration)}", cancellationToken) is { } known) return known;
        var name = plan.Payload["customer"]!["displayName"]!.GetValue<string>();
        if (!_options.OwnCustomerNumbers && await FindCustomerAsync($"displayName eq {Quoted(name)}", cancellationToken) is { } named) return named;
        try
        {
            var created = await _client.CreateAsync("customers", plan.Payload["customer"]!, cancellationToken);
            return created.Member("number").AsText() ?? throw new ErpException(ErpFailure.Unknown, "Business Central created the customer and did not say under which number.", 201);
        }
        catch (ErpException failure) when (_options.OwnCustomerNumbers && failure.Kind is ErpFailure.Refused or ErpFailure.NotSent && failure.StatusCode is not null)
        {
            // another deal of the same customer may have been quicker
            if (await FindCustomerAsync($"number eq {Quoted(customer.Code)}", cancellationToken) is { } there) return there;
            throw;
        }
    }

    private async Task<string?> FindCustomerAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = await FindAsync("customers", filter, cancellationToken, "id,number,displayName");
        return rows.Count > 0 ? rows[0].Member("number").AsText() : null;
    }

    private Task<IReadOnlyList<JsonElement>> FindAsync(string collection, string filter, CancellationToken cancellationToken, string? fields = null) =>
        _client.ListAsync($"{collection}?$filter={Uri.EscapeDataString(filter)}{(fields is null ? "" : $"&$select={fields}")}", cancellationToken);

    private ErpDocument Document(JsonElement order)
    {
        var id = order.Member("id").AsText() ?? throw new ErpException(ErpFailure.Unknown, "Business Central shows an order without an id.");
        var number = order.Member("number").AsText();
        return new ErpDocument(id, number, Page(number), order.Member("status").AsText() ?? "", true, Amount(order, "totalAmountExcludingTax"));
    }

    private ErpInvoiceReading Invoice(JsonElement invoice)
    {
        var status = invoice.Member("status").AsText();
        var state = status switch
        {
            "Paid" => ErpInvoiceState.Paid,
            "Open" => ErpInvoiceState.Posted,
            "Canceled" or "Corrective" => ErpInvoiceState.Cancelled,
            _ => ErpInvoiceState.Draft,
        };
        var net = Amount(invoice, "totalAmountExcludingTax") ?? throw Missing("totalAmountExcludingTax");
        var total = Amount(invoice, "totalAmountIncludingTax") ?? throw Missing("totalAmountIncludingTax");
        var isPosted = state is ErpInvoiceState.Posted or ErpInvoiceState.Paid;
        var paid = isPosted ? total - (Amount(invoice, "remainingAmount") ?? Money.Zero(total.Currency)) : Money.Zero(total.Currency);
        // API v2.0 does not say when it was paid; the change that paid it is the last one as a rule
        var paidOn = state == ErpInvoiceState.Paid ? Day(invoice, "lastModifiedDateTime") : null;
        return new ErpInvoiceReading(
            invoice.Member("id").AsText() ?? throw Missing("id"), state == ErpInvoiceState.Draft ? null : invoice.Member("number").AsText(), state, Day(invoice, "invoiceDate"), net, total, paid, paidOn);
    }

    private Money? Amount(JsonElement document, string field)
    {
        var currency = document.Member("currencyCode").AsText();
        if (_options.IsoOf(currency) is not { } iso) throw new ErpException(ErpFailure.Refused, $"A document is in the currency {currency}, which Connectors:Erp:{Key}:Currencies does not name.");
        return document.Member(field).AsNumber() is { } amount ? Money.Rounded(amount, iso) : null;
    }

    private string? Page(string? number) => _options.TokenUrl is null && number is not null
        ? $"https://businesscentral.dynamics.com/{Uri.EscapeDataString(_options.TenantId!)}/{Uri.EscapeDataString(_options.Environment)}/?page=42&filter={Uri.EscapeDataString($"'No.' is '{number}'")}"
        : null;

    private static DateOnly? Day(JsonElement document, string field) =>
        DateTimeOffset.TryParse(document.Member(field).AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1 ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    private static ErpException Missing(string field) => new(ErpFailure.Unknown, $"Business Central shows a document without {field}.");

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
