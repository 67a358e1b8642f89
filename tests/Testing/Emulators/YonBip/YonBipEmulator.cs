using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Testing.Emulators.YonBip;

/// <summary>
/// The gateway of a YonBIP: data centre, tokens with a checked signature, customers and sales orders. A resubmitCheckKey is worth one
/// document: for an hour the first answer comes again, later only its id; errors come with HTTP 200, codes as texts or numbers.
/// </summary>
public sealed class YonBipEmulator : ErpEmulator
{
    /// <summary>The application.</summary>
    public const string AppKey = "41832a3d2df94989b500da6a22268747";

    /// <summary>Its secret.</summary>
    public const string AppSecret = "demo-secret-5521";

    /// <summary>The tenant.</summary>
    public const string TenantId = "yb-tenant-7";

    private const string Gateway = "/iuap-api-gateway";
    private const string Orders = Gateway + "/yonbip/sd/voucherorder/";
    private const string Merchants = Gateway + "/yonbip/digitalModel/merchant/";

    private static readonly TimeSpan FullAnswer = TimeSpan.FromHours(1);
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(2);
    private static readonly string[] Paths = [Orders + "singleSave", Orders + "list", Orders + "detail", Orders + "batchsubmit", Orders + "batchaudit", Orders + "delete", Merchants + "newlist", Merchants + "idempotent/newinsert"];

    private readonly TimeProvider _time;
    private readonly Dictionary<string, DateTimeOffset> _tokens = [];
    private readonly Dictionary<string, (DateTimeOffset At, string Answer, long Id)> _keys = [];
    private long _lastId = 2_496_605_597_954_211_000;

    private YonBipEmulator(TimeProvider time) => _time = time;

    /// <summary>The codes of customers and what was saved of them.</summary>
    public Dictionary<string, JsonElement> Customers { get; } = [];

    /// <summary>All sales orders.</summary>
    public List<YonBipOrder> SalesOrders { get; } = [];

    /// <summary>The codes of products that there are.</summary>
    public HashSet<string> Products { get; } = ["CRM-1", "CRM-2", "SERVICE"];

    /// <summary>How many answers "still working on it" come before the next save is answered.</summary>
    public int StillWorking { get; set; }

    /// <summary>The code of that answer: 202 or 310504.</summary>
    public string StillWorkingCode { get; set; } = "202";

    /// <summary>Whether a bad token is answered in plain text, as some endpoints do.</summary>
    public bool AnswersPlainly { get; set; }

    /// <summary>Whether orders are approved by a workflow, so that nobody may audit them from outside.</summary>
    public bool HasWorkflow { get; set; }

    /// <summary>How many tokens have been given.</summary>
    public int TokensGiven { get; private set; }

    /// <summary>The newest token; what must not get into any message.</summary>
    public string? Token { get; private set; }

    /// <summary>Starts an empty tenant.</summary>
    public static async Task<YonBipEmulator> StartAsync(TimeProvider time)
    {
        var emulator = new YonBipEmulator(time);
        await emulator.ListenAsync();
        return emulator;
    }

    /// <summary>The signature of a token request, fit for an address.</summary>
    public static string Sign(string appKey, string timestamp, string secret)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["timestamp"] = timestamp, ["appKey"] = appKey };
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return Uri.EscapeDataString(Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(string.Concat(parameters.Select(p => p.Key + p.Value))))));
    }

    /// <inheritdoc/>
    protected override string OperationOf(ErpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Path.EndsWith("/getGatewayAddress", StringComparison.Ordinal)) return "Centre";
        if (call.Path.EndsWith("/getAccessToken", StringComparison.Ordinal)) return "Token";
        return call.Path.StartsWith(Merchants, StringComparison.Ordinal) ? $"customer.{call.Path.Split('/')[^1]}" : $"order.{call.Path.Split('/')[^1]}";
    }

    /// <inheritdoc/>
    protected override void EndSessions() => _tokens.Clear();

    /// <inheritdoc/>
    protected override ErpReply Answer(ErpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Operation == "Centre") return Centre(call);
        if (call.Operation == "Token") return GiveToken(call);
        // the path is checked before the token
        if (!Paths.Contains(call.Path)) return new ErpReply(404, $$"""{"code":"310404","message":"网关上没有注册此API[{{call.Path}}]，请确认后重新调用"}""");
        var token = call.Parameter("access_token");
        if (token.Length == 0) return Failure("310001", "access_token不能为空。");
        if (_tokens.GetValueOrDefault(token) <= _time.GetUtcNow()) return AnswersPlainly ? new ErpReply(200, "非法token", "text/plain") : Failure("310036", "非法token");
        if (Refusing == call.Operation) return Failure("999", $"服务端逻辑异常 {Token} {AppSecret}");
        return call.Operation switch
        {
            "customer.newlist" => FindCustomers(call.Json),
            "customer.newinsert" => Once(call, SaveCustomer),
            "order.singleSave" => Once(call, SaveOrder),
            "order.list" => List(call.Json),
            "order.detail" => Detail(call.Parameter("id")),
            "order.batchsubmit" => Move(call.Json, "CONFIRMORDER", "APPROVING"),
            "order.batchaudit" => HasWorkflow ? Batch(0, "单据受审批流控制") : Move(call.Json, "APPROVING", "DELIVERGOODS"),
            _ => Delete(call.Json),
        };
    }

    private ErpReply Centre(ErpCall call) => call.Parameter("tenantId") == TenantId
        ? new ErpReply(200, $$$"""{"code":"00000","message":"成功！","data":{"gatewayUrl":"{{{Url}}}{{{Gateway}}}","tokenUrl":"{{{Url}}}/iuap-api-auth"}}""")
        : Failure("500", "根据租户id获取网关地址出现异常");

    private ErpReply GiveToken(ErpCall call)
    {
        var timestamp = call.Parameter("timestamp");
        if (call.Parameter("appKey") != AppKey) return Failure("10018", "应用不存在或appKey已停用");
        if (Uri.EscapeDataString(call.Parameter("signature")) != Sign(AppKey, timestamp, AppSecret)) return Failure("10019", "签名错误");
        Token = $"yht+token/{++TokensGiven}==";
        _tokens[Token] = _time.GetUtcNow() + TokenLife;
        return new ErpReply(200, $$$"""{"code":"00000","message":"成功！","data":{"access_token":"{{{Token}}}","expire":7200}}""");
    }

    private ErpReply Once(ErpCall call, Func<JsonElement, (string Answer, long Id)?> save)
    {
        var data = call.Json.GetProperty("data");
        var key = $"{call.Operation}|{data.GetProperty("resubmitCheckKey").GetString()}";
        if (key.Split('|')[1].Length > 32) return Failure("310015", "resubmitCheckKey长度不能超过32位");
        if (StillWorking > 0)
        {
            StillWorking--;
            return Failure(StillWorkingCode, "处理中");
        }

        if (_keys.TryGetValue(key, out var before))
            return before.At + FullAnswer > _time.GetUtcNow() ? new ErpReply(200, before.Answer) : new ErpReply(200, $$$"""{"code":"{{{(SalesOrders.Count % 2 == 0 ? "10004" : "100004")}}}","message":"重复提交","data":{"id":{{{before.Id}}}}}""");
        if (save(data) is not { } saved) return Failure("999", "服务端逻辑异常：档案不存在", isNumber: true);
        _keys[key] = (_time.GetUtcNow(), saved.Answer, saved.Id);
        return new ErpReply(200, saved.Answer);
    }

    private (string Answer, long Id)? SaveCustomer(JsonElement data)
    {
        var code = data.GetProperty("code").GetString()!;
        if (data.GetProperty("name").GetProperty("simplifiedName").GetString() is not { Length: > 0 } || data.GetProperty("createOrgCode").GetString() != "991" || !Customers.TryAdd(code, data)) return null;
        var id = ++_lastId;
        return ($$"""{"code":"200","success":true,"data":[{"id":{{id}},"code":"{{code}}"}]}""", id);
    }

    private (string Answer, long Id)? SaveOrder(JsonElement data)
    {
        var lines = data.GetProperty("orderDetails").EnumerateArray().ToList();
        var isGood = Customers.ContainsKey(data.GetProperty("agentId").GetString()!)
            && data.GetProperty("_status").GetString() == "Insert" && lines.TrueForAll(l => l.GetProperty("_status").GetString() == "Insert")
            && lines.TrueForAll(l => Products.Contains(l.GetProperty("productId").GetString()!) && l.GetProperty("taxId").GetString() == "VAT13")
            && data.GetProperty("payMoney").GetDecimal() == lines.Sum(l => l.GetProperty("oriSum").GetDecimal())
            && lines.TrueForAll(l => l.GetProperty("orderDetailPrices!oriMoney").GetDecimal() + l.GetProperty("orderDetailPrices!oriTax").GetDecimal() == l.GetProperty("oriSum").GetDecimal());
        var code = data.TryGetProperty("code", out var given) ? given.GetString()! : $"UO-{_lastId}";
        if (!isGood || SalesOrders.Exists(o => o.Code == code)) return null;
        var order = new YonBipOrder(++_lastId, code, data);
        SalesOrders.Add(order);
        return ($$$"""{"code":200,"message":"操作成功","data":{"id":{{{order.Id}}},"code":"{{{code}}}"}}""", order.Id);
    }

    private ErpReply FindCustomers(JsonElement query)
    {
        var found = Customers.Values.Where(c => Matches(query, "code", c) && Matches(query, "creditCode", c)).ToList();
        if (found.Count == 0) return Failure("118001", "根据条件查询结果为空");
        return new ErpReply(200, new JsonObject { ["code"] = 200, ["data"] = new JsonArray([.. found.Select<JsonElement, JsonNode>(c => new JsonObject { ["code"] = c.GetProperty("code").GetString() })]) }.ToJsonString());
    }

    private static bool Matches(JsonElement query, string field, JsonElement customer) =>
        !query.TryGetProperty(field, out var wanted) || (customer.TryGetProperty(field, out var value) && value.GetString() == wanted.GetString());

    // a row is a line of an order
    private ErpReply List(JsonElement query)
    {
        var condition = query.TryGetProperty("simpleVOs", out var conditions) ? conditions[0] : default;
        var rows = SalesOrders.Where(o => condition.ValueKind == JsonValueKind.Object
                ? o.Data.TryGetProperty(condition.GetProperty("field").GetString()!.Replace('.', '!'), out var value) && value.GetString() == condition.GetProperty("value1").GetString()
                : o.Code == query.GetProperty("code").GetString())
            .SelectMany(o => o.Data.GetProperty("orderDetails").EnumerateArray().Select<JsonElement, JsonNode>(_ => new JsonObject { ["id"] = o.Id, ["code"] = o.Code })).ToArray();
        return new ErpReply(200, new JsonObject { ["code"] = "200", ["data"] = new JsonObject { ["pageIndex"] = 1, ["recordCount"] = rows.Length, ["recordList"] = new JsonArray(rows) } }.ToJsonString());
    }

    private ErpReply Detail(string id)
    {
        if (SalesOrders.Find(o => o.Id.ToString(CultureInfo.InvariantCulture) == id) is not { } order) return Failure("999", "未获取到当前订单商品信息");
        var detail = JsonNode.Parse(order.Data.GetRawText())!.AsObject();
        (detail["id"], detail["code"], detail["nextStatus"], detail["isWfControlled"]) = (order.Id, order.Code, order.Status, HasWorkflow);
        return new ErpReply(200, new JsonObject { ["code"] = "200", ["message"] = "操作成功", ["data"] = detail }.ToJsonString());
    }

    private ErpReply Move(JsonElement body, string from, string to)
    {
        var id = body.GetProperty("data")[0].GetProperty("id").GetInt64();
        if (SalesOrders.Find(o => o.Id == id) is not { } order) return Batch(0, "单据不存在");
        if (order.Status != from) return Batch(0, $"单据状态为{order.Status}，不能操作");
        order.Status = to;
        return Batch(1, null);
    }

    private ErpReply Delete(JsonElement body)
    {
        var id = body.GetProperty("data").GetProperty("id")[0].GetInt64();
        return Batch(SalesOrders.RemoveAll(o => o.Id == id && o.Status == "CONFIRMORDER"), "单据不能删除");
    }

    // "sucessCount" is how they write it
    private static ErpReply Batch(int done, string? message) => new(200, new JsonObject
    {
        ["code"] = "200",
        ["message"] = "操作成功",
        ["data"] = new JsonObject { ["count"] = 1, ["sucessCount"] = done, ["failCount"] = 1 - done, ["messages"] = done == 0 ? new JsonArray(message) : new JsonArray(), ["infos"] = new JsonArray() },
    }.ToJsonString());

    private static ErpReply Failure(string code, string message, bool isNumber = false) =>
        new(200, new JsonObject { ["code"] = isNumber ? int.Parse(code, CultureInfo.InvariantCulture) : code, ["message"] = message }.ToJsonString());
}
