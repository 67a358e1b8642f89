using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.YonBip;

/// <summary>
/// Sends won deals to 用友 YonBIP. The deal's key is the resubmitCheckKey of the order, so that the ERP itself drops a second one, and
/// stands in a field of it, by which it is found.
/// </summary>
internal sealed class YonBipConnector : IErpConnector, IDisposable
{
    private const string Orders = "/yonbip/sd/voucherorder";
    private const string CustomerList = "/yonbip/digitalModel/merchant/newlist";
    private const string CustomerInsert = "/yonbip/digitalModel/merchant/idempotent/newinsert";
    private const string NothingFound = "118001";
    private const int MostSteps = 3;

    private readonly YonBipOptions _options;
    private readonly YonBipClient _client;

    internal YonBipConnector(string key, YonBipOptions options, TimeProvider time)
    {
        (Key, _options) = (key, options);
        _client = new YonBipClient(options, time);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string Kind => "YonBip";

    /// <inheritdoc/>
    public bool IsEnabled => _options.Enabled;

    /// <inheritdoc/>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <inheritdoc/>
    public ErpPlan Plan(ErpOrder order) => YonBipMapping.Plan(Key, _options, order);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ErpDocument>?> LookUpAsync(string key, CancellationToken cancellationToken)
    {
        var query = new JsonObject { ["pageIndex"] = 1, ["pageSize"] = 500 };
        if (_options.KeyField == "code") query["code"] = key;
        else query["simpleVOs"] = new JsonArray(new JsonObject { ["field"] = _options.KeyField.Replace('!', '.'), ["op"] = "eq", ["value1"] = key });
        var content = await _client.PostAsync($"{Orders}/list", query, cancellationToken);
        // a row is a line of an order; that only whole numbers match is not documented
        var ids = content?.Member("recordList").Items().Where(r => _options.KeyField != "code" || r.Member("code").AsText() == key).Select(r => r.Member("id").AsText()).OfType<string>().Distinct().OrderBy(i => i.Length).ThenBy(i => i, StringComparer.Ordinal).ToList() ?? [];
        var found = new List<ErpDocument>();
        foreach (var id in ids)
        {
            var detail = await DetailAsync(id, cancellationToken);
            if (State(detail) != "OPPOSE") found.Add(Document(id, detail));
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<ErpPlan> ResolveAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var code = await CustomerAsync(plan, cancellationToken);
        var payload = plan.Payload.DeepClone().AsObject();
        var data = payload["order"]!["data"]!;
        (data["agentId"], data["invoiceAgentId"]) = (code, code);
        return plan with { Payload = payload };
    }

    /// <inheritdoc/>
    public async Task<ErpDocument> CreateAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var answer = await _client.SaveAsync($"{Orders}/singleSave", plan.Payload["order"]!, cancellationToken);
        // an order of that number is there, though not by the same key: it may be ours of long ago
        if (answer is { IsDone: false, Failure: ErpFailure.Refused } && await LookUpAsync(plan.Order.Key, cancellationToken) is [var there, ..]) return there;
        if (!answer.IsDone) throw _client.Refusal(answer);
        var id = answer.Content?.Member("id").AsText() ?? throw new ErpException(ErpFailure.Unknown, "YonBIP saved the order and did not say under which id.", 200);
        return new ErpDocument(id, answer.Content?.Member("code").AsText(), null, "CONFIRMORDER", false, null);
    }

    /// <inheritdoc/>
    public async Task ConfirmAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        (string State, YonBipAnswer Answer)? refused = null;
        for (var step = 0; ; step++)
        {
            // submitting and auditing are not to be repeated: the state decides
            var detail = await DetailAsync(document.Id, cancellationToken);
            var state = State(detail);
            if (IsConfirmed(state)) return;
            if (refused is { } before && before.State == state) throw _client.Refusal(before.Answer);
            if (NextStep(state) is not { } operation || step == MostSteps)
                throw new ErpException(ErpFailure.Refused, $"The order {document.Number ?? document.Id} stands at {state}; finish it in YonBIP, then retry.");
            if (operation == "batchaudit" && detail.Member("isWfControlled") is { ValueKind: JsonValueKind.True })
                throw new ErpException(ErpFailure.Refused, $"The order {document.Number ?? document.Id} waits for its approval in YonBIP; with Connectors:Erp:{Key}:Audit=false a submitted order is enough.");
            var answer = await _client.TryAsync($"{Orders}/{operation}", new JsonObject { ["data"] = new JsonArray(new JsonObject { ["id"] = Id(document.Id) }) }, cancellationToken);
            if (!answer.IsDone) refused = answer.Failure == ErpFailure.Refused ? (state, answer) : throw _client.Refusal(answer);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DiscardAsync(ErpDocument document, CancellationToken cancellationToken)
    {
        if (document.State != "CONFIRMORDER") return false;
        var body = new JsonObject { ["data"] = new JsonObject { ["resubmitCheckKey"] = $"del{document.Id}", ["id"] = new JsonArray((JsonNode)Id(document.Id)) } };
        var answer = await _client.SaveAsync($"{Orders}/delete", body, cancellationToken);
        return answer.IsDone || (answer.Failure == ErpFailure.Refused ? false : throw _client.Refusal(answer));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> ReadInvoicesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?>(null);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<string> CustomerAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        var customer = plan.Order.Customer;
        if (await FindCustomerAsync("code", customer.Code, cancellationToken) is { } own) return own;
        if (customer.RegistrationNumber is { } registration && await FindCustomerAsync("creditCode", registration, cancellationToken) is { } known) return known;
        var answer = await _client.SaveAsync(CustomerInsert, plan.Payload["customer"]!, cancellationToken);
        if (answer.IsDone) return customer.Code;
        // another deal of the same customer may have been quicker
        return await FindCustomerAsync("code", customer.Code, cancellationToken) ?? throw _client.Refusal(answer);
    }

    private async Task<string?> FindCustomerAsync(string field, string value, CancellationToken cancellationToken)
    {
        var query = new JsonObject { ["pageIndex"] = 1, ["pageSize"] = 100, [field] = value, ["filterPotential"] = false };
        var answer = await _client.TryAsync(CustomerList, query, cancellationToken);
        if (answer.Code == NothingFound && answer.Message.Contains("结果为空", StringComparison.Ordinal)) return null;
        if (!answer.IsDone) throw _client.Refusal(answer);
        return answer.Content.Items().Select(c => c.Member("code").AsText()).FirstOrDefault(c => c is not null && (field != "code" || c == value));
    }

    private async Task<JsonElement> DetailAsync(string id, CancellationToken cancellationToken) =>
        await _client.GetAsync($"{Orders}/detail?id={Uri.EscapeDataString(id)}", cancellationToken)
        ?? throw new ErpException(ErpFailure.Refused, $"YonBIP does not show the order {id}.");

    private ErpDocument Document(string id, JsonElement detail)
    {
        var state = State(detail);
        return new ErpDocument(id, detail.Member("code").AsText(), null, state, IsConfirmed(state), Net(detail));
    }

    // a detail names the currency by its id in the tenant or by its code; where neither is known, nothing can be said of the total
    private Money? Net(JsonElement detail)
    {
        var prices = detail.Member("orderPrices");
        var names = new[] { detail.Member("orderPrices!currency_code"), prices?.Member("currency_code"), detail.Member("orderPrices!currency"), prices?.Member("currency") };
        var iso = names.Select(n => n.AsText()).OfType<string>().Select(_options.IsoOf).FirstOrDefault(c => c is not null);
        var amounts = detail.Member("orderDetails").Items().Select(l => l.Member("orderDetailPrices!oriMoney").AsNumber() ?? l.Member("orderDetailPrices")?.Member("oriMoney").AsNumber()).ToList();
        return iso is null || amounts.Count == 0 || amounts.Contains(null) ? null : Money.Rounded(amounts.Sum() ?? 0, iso);
    }

    private bool IsConfirmed(string state) => state is "DELIVERGOODS" or "DELIVERY_PART" or "DELIVERY_TAKE_PART" or "TAKEDELIVERY" or "ENDORDER" || (state == "APPROVING" && !_options.Audit);

    private static string? NextStep(string state) => state switch
    {
        "CONFIRMORDER" => "batchsubmit",
        "APPROVING" => "batchaudit",
        _ => null,
    };

    private static string State(JsonElement detail) => detail.Member("nextStatus").AsText() ?? "";

    // ids have up to 19 digits, which JSON carries exactly and other programs' numbers do not
    private static JsonValue Id(string id) => long.TryParse(id, out var number) ? JsonValue.Create(number) : JsonValue.Create(id);
}
