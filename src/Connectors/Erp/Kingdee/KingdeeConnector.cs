using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Kingdee;

/// <summary>
/// Sends won deals to Kingdee 云星空. The bill number of the order is the deal's key, so that the ERP itself refuses a second one; a
/// refusal for that reason counts as found.
/// </summary>
internal sealed class KingdeeConnector : IErpConnector, IDisposable
{
    private const string Orders = "SAL_SaleOrder";
    private const string Customers = "BD_Customer";
    private const int MostSteps = 4;

    private readonly KingdeeOptions _options;
    private readonly KingdeeClient _client;

    internal KingdeeConnector(string key, KingdeeOptions options, TimeProvider time)
    {
        (Key, _options) = (key, options);
        _client = new KingdeeClient(options, time);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string Kind => "Kingdee";

    /// <inheritdoc/>
    public bool IsEnabled => _options.Enabled;

    /// <inheritdoc/>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <inheritdoc/>
    public ErpPlan Plan(ErpOrder order) => KingdeeMapping.Plan(Key, _options, order);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ErpDocument>?> LookUpAsync(string key, CancellationToken cancellationToken)
    {
        var rows = await _client.QueryAsync(
            Orders, "FID,FBillNo,FDocumentStatus,FCancelStatus,FBillAmount,FSettleCurrId.FNumber", $"FBillNo='{Quoted(key)}'", cancellationToken);
        return [.. rows.Where(r => Cell(r, 3) != "B").Select(Document).OrderBy(d => d.Id.Length).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<ErpPlan> ResolveAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var number = await CustomerAsync(plan, cancellationToken);
        var payload = plan.Payload.DeepClone().AsObject();
        payload["order"]!["Model"]!["FCustId"]!["FNumber"] = number;
        return plan with { Payload = payload };
    }

    /// <inheritdoc/>
    public async Task<ErpDocument> CreateAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var answer = await _client.TryAsync("Save", Orders, plan.Payload["order"]!, cancellationToken);
        if (answer is { IsSuccess: false, MsgCode: KingdeeAnswer.Validation } && await LookUpAsync(plan.Order.Key, cancellationToken) is [var there, ..]) return there;
        if (!answer.IsSuccess) throw _client.Refusal(answer);
        var id = answer.Result.Member("Id").AsText() ?? throw new ErpException(ErpFailure.Unknown, "Kingdee saved the order and did not say under which id.", 200);
        return new ErpDocument(id, answer.Result.Member("Number").AsText() ?? plan.Order.Key, null, "A", false, null);
    }

    /// <inheritdoc/>
    public Task ConfirmAsync(ErpDocument document, CancellationToken cancellationToken) => FinishAsync(Orders, document.Number ?? "", _options.Audit, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DiscardAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        if (document.State is not ("A" or "D" or "Z")) return false;
        var answer = await _client.TryAsync("Delete", Orders, new JsonObject { ["CreateOrgId"] = 0, ["Numbers"] = new JsonArray(), ["Ids"] = document.Id }, cancellationToken);
        return answer.IsSuccess || (answer.Failure == ErpFailure.Refused ? false : throw _client.Refusal(answer));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> ReadInvoicesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?>(null);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // the customer must be audited before an order may name it
    private async Task<string> CustomerAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var customer = plan.Order.Customer;
        if (await FindCustomerAsync($"FNumber='{Quoted(customer.Code)}'", cancellationToken) is null)
        {
            if (customer.RegistrationNumber is { } registration && _options.RegistrationField is { } field
                && await FindCustomerAsync($"{field}='{Quoted(registration)}'", cancellationToken) is { } known) return known;
            var answer = await _client.TryAsync("Save", Customers, plan.Payload["customer"]!, cancellationToken);
            // another deal of the same customer may have been quicker
            if (!answer.IsSuccess && await FindCustomerAsync($"FNumber='{Quoted(customer.Code)}'", cancellationToken) is null) throw _client.Refusal(answer);
        }

        await FinishAsync(Customers, customer.Code, isAudited: true, cancellationToken);
        return customer.Code;
    }

    private async Task<string?> FindCustomerAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = await _client.QueryAsync(Customers, "FNumber", $"{filter} and FUseOrgId.FNumber='{Quoted(_options.SalesOrganization ?? "")}'", cancellationToken);
        return rows.Count > 0 ? Cell(rows[0], 0) : null;
    }

    // reads the state before each step: submitting and auditing are not to be repeated, and others may go on with it meanwhile
    private async Task FinishAsync(string form, string number, bool isAudited, CancellationToken cancellationToken)
    {
        (string State, KingdeeAnswer Answer)? refused = null;
        for (var step = 0; ; step++)
        {
            var state = await StateAsync(form, number, cancellationToken);
            if (state == "C" || (state == "B" && !isAudited)) return;
            if (refused is { } before && before.State == state) throw _client.Refusal(before.Answer);
            if (NextStep(state) is not { } operation || step == MostSteps)
                throw new ErpException(ErpFailure.Refused, $"{number} has the document status {state}; finish it in Kingdee, then retry.");
            var answer = await _client.TryAsync(operation, form, new JsonObject { ["CreateOrgId"] = 0, ["Numbers"] = new JsonArray(number), ["Ids"] = "" }, cancellationToken);
            if (!answer.IsSuccess) refused = answer.Failure == ErpFailure.Refused ? (state, answer) : throw _client.Refusal(answer);
        }
    }

    private static string? NextStep(string state) => state switch
    {
        "A" or "D" => "Submit",
        "B" => "Audit",
        _ => null,
    };

    private async Task<string> StateAsync(string form, string number, CancellationToken cancellationToken)
    {
        var numberField = form == Orders ? "FBillNo" : "FNumber";
        var rows = await _client.QueryAsync(form, $"FDocumentStatus,{numberField}", $"{numberField}='{Quoted(number)}'", cancellationToken);
        return rows.Count > 0 ? Cell(rows[0], 0) : throw new ErpException(ErpFailure.Refused, $"{number} is not in Kingdee any more.");
    }

    private ErpDocument Document(JsonElement row)
    {
        var state = Cell(row, 2);
        return new ErpDocument(Cell(row, 0), Cell(row, 1), null, state, state == "C" || (state == "B" && !_options.Audit), Net(row));
    }

    private Money? Net(JsonElement row)
    {
        var code = Cell(row, 5);
        if (_options.IsoOf(code) is not { } currency) throw new ErpException(ErpFailure.Refused, $"The order is in the currency {code}, which Connectors:Erp:{Key}:Currencies does not name.");
        return ((JsonElement?)row[4]).AsNumber() is { } amount ? Money.Rounded(amount, currency) : null;
    }

    private static string Cell(JsonElement row, int index) => row.GetArrayLength() > index ? ((JsonElement?)row[index]).AsText() ?? "" : "";

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
