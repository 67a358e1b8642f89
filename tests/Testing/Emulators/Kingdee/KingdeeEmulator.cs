using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Testing.Emulators.Kingdee;

/// <summary>
/// The WebAPI of a Kingdee 云星空: sessions or signed headers, Save, Submit, Audit, Delete and queries of customers and sales orders. A bill
/// number is there once, Audit follows Submit, and errors of business come with HTTP 200.
/// </summary>
public sealed partial class KingdeeEmulator : ErpEmulator
{
    /// <summary>The application that may sign in.</summary>
    public const string AppId = "123456_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";

    /// <summary>Its secret.</summary>
    public const string AppSecret = "test-app-secret-value";

    /// <summary>The password of the user.</summary>
    public const string Password = "Geheim-5521!";

    /// <summary>The data centre.</summary>
    public const string AccountId = "dcid-1";

    /// <summary>The user.</summary>
    public const string User = "user-1";

    private const string Lost = "会话信息已丢失，请重新登录";

    private readonly TimeProvider _time;
    private readonly HashSet<string> _sessions = [];
    private long _lastId = 100_000;

    private KingdeeEmulator(TimeProvider time) => _time = time;

    /// <summary>All customers.</summary>
    public List<KingdeeBill> Customers { get; } = [];

    /// <summary>All sales orders.</summary>
    public List<KingdeeBill> Orders { get; } = [];

    /// <summary>The numbers of materials that there are.</summary>
    public HashSet<string> Materials { get; } = ["CRM-1", "CRM-2", "SERVICE"];

    /// <summary>How many sessions have been opened.</summary>
    public int SignIns { get; private set; }

    /// <summary>The newest session; what must not get into any message.</summary>
    public string? Session { get; private set; }

    /// <summary>Starts an empty tenant.</summary>
    public static async Task<KingdeeEmulator> StartAsync(TimeProvider time)
    {
        var emulator = new KingdeeEmulator(time);
        await emulator.ListenAsync();
        return emulator;
    }

    /// <inheritdoc/>
    protected override string OperationOf(ErpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var service = ServicePattern().Match(call.Path);
        if (!service.Success) return "unknown";
        var operation = service.Groups["operation"].Value;
        if (service.Groups["kind"].Value == "AuthService") return "SignIn";
        var parameters = Parameters(call);
        var form = operation == "ExecuteBillQuery" ? Text(parameters[0]).GetProperty("FormId").GetString() : parameters[0].GetString();
        return $"{form}.{(operation == "ExecuteBillQuery" ? "Query" : operation)}";
    }

    /// <inheritdoc/>
    protected override void EndSessions() => _sessions.Clear();

    /// <inheritdoc/>
    protected override ErpReply Answer(ErpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call is { Operation: "unknown" } or not { Method: "POST" }) return new ErpReply(404, "not found", "text/plain");
        var parameters = Parameters(call);
        if (call.Operation == "SignIn") return SignIn(call.Path, parameters);
        var (form, operation) = (call.Operation.Split('.')[0], call.Operation.Split('.')[1]);
        if (!IsKnown(call)) return operation == "Query" ? new ErpReply(200, $"[[{Failure(1, null, Lost)}]]") : new ErpReply(200, Failure(1, null, Lost));
        if (Refusing == call.Operation) return new ErpReply(200, Failure(2, null, $"没有权限 {Session} {AppSecret}"));
        var bills = form == "BD_Customer" ? Customers : Orders;
        return new ErpReply(200, operation switch
        {
            "Query" => Query(bills, Text(parameters[0])),
            "Save" => Save(form, bills, Text(parameters[1]).GetProperty("Model")),
            "Submit" => Move(bills, Text(parameters[1]), "Submit", ["A", "D"], "B"),
            "Audit" => Move(bills, Text(parameters[1]), "Audit", ["B"], "C"),
            "Delete" => Delete(bills, Text(parameters[1])),
            _ => Failure(3, null, $"不支持的操作 {operation}"),
        });
    }

    private static List<JsonElement> Parameters(ErpCall call) => [.. JsonElement.Parse(call.Json.GetProperty("parameters").GetString()!).EnumerateArray()];

    private static JsonElement Text(JsonElement parameter) => JsonElement.Parse(parameter.GetString()!);

    private ErpReply SignIn(string path, List<JsonElement> parameters)
    {
        var given = parameters.ConvertAll(p => p.ToString());
        var service = ServicePattern().Match(path).Groups["operation"].Value;
        var isGood = service switch
        {
            "ValidateUser" => given is [AccountId, User, Password, "2052"],
            "LoginByAppSecret" => given is [AccountId, User, AppId, AppSecret, "2052"],
            "LoginBySign" => given is [AccountId, User, AppId, _, _, "2052"] && IsRecent(given[3]) && given[4] == KingdeeSigning.SignIn(AccountId, User, AppId, AppSecret, given[3]),
            _ => false,
        };
        if (!isGood) return new ErpReply(200, """{"LoginResultType":0,"Message":"用户名或密码错误","MessageCode":"CheckPasswordPolicy","KDSVCSessionId":""}""");
        Session = $"session-{++SignIns}-{Guid.CreateVersion7(_time.GetUtcNow()):N}";
        _sessions.Add(Session);
        return new ErpReply(200, $$$"""{"LoginResultType":1,"Message":null,"MessageCode":"CheckPasswordPolicy","KDSVCSessionId":"{{{Session}}}","Context":{"SessionId":"{{{Session}}}","UserId":1,"UserName":"{{{User}}}"}}""");
    }

    private bool IsKnown(ErpCall call)
    {
        if (_sessions.Contains(call.Header("kdservice-sessionid"))) return true;
        var (timestamp, nonce) = (call.Header("x-api-timestamp"), call.Header("x-api-nonce"));
        if (call.Header("X-Kd-Appkey") != AppId || !IsRecent(timestamp) || nonce.Length == 0) return false;
        var identity = Encoding.UTF8.GetString(Convert.FromBase64String(call.Header("X-Kd-Appdata")));
        return identity == $"{AccountId},{User},2052,100"
            && call.Header("X-Kd-Signature") == KingdeeSigning.Identity(AppId, AppSecret, identity)
            && call.Header("X-Api-ClientID") == AppId.Split('_')[0]
            && call.Header("X-Api-Auth-Version") == "2.0"
            && call.Header("x-api-signheaders") == "x-api-timestamp,x-api-nonce"
            && call.Header("X-Api-Signature") == KingdeeSigning.Request(AppId, call.Path, timestamp, nonce);
    }

    private bool IsRecent(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= 300;

    private string Save(string form, List<KingdeeBill> bills, JsonElement model)
    {
        var number = model.GetProperty(form == "BD_Customer" ? "FNumber" : "FBillNo").GetString()!;
        if (bills.Exists(b => b.Number == number)) return Failure(11, "FBillNo", $"违反字段唯一性要求：编码唯一。[{number}]在当前系统中已经被使用。");
        if (form != "BD_Customer" && Check(model) is { } refusal) return refusal;
        var bill = new KingdeeBill(++_lastId, number, model) { Net = form == "BD_Customer" ? 0 : NetOf(model) };
        bills.Add(bill);
        return Done(bill);
    }

    private string? Check(JsonElement model)
    {
        var customer = NumberIn(model, "FCustId");
        if (!Customers.Exists(c => c.Number == customer && c.Status == "C")) return Failure(11, "FCustId", $"客户{customer}不存在或未审核");
        if (NumberIn(model, "FSaleOrgId") != "100") return Failure(11, "FSaleOrgId", "销售组织不存在");
        foreach (var line in model.GetProperty("FSaleOrderEntry").EnumerateArray())
        {
            if (!Materials.Contains(NumberIn(line, "FMaterialId"))) return Failure(11, "FMaterialId", $"物料{NumberIn(line, "FMaterialId")}不存在");
            if (NumberIn(line, "FUnitID").Length == 0 || line.GetProperty("FQty").GetDecimal() <= 0) return Failure(9, "FQty", "字段必录");
        }

        return null;
    }

    private static decimal NetOf(JsonElement model) =>
        model.GetProperty("FSaleOrderEntry").EnumerateArray().Sum(l => decimal.Round(l.GetProperty("FQty").GetDecimal() * l.GetProperty("FPrice").GetDecimal(), 2, MidpointRounding.AwayFromZero));

    private static string Move(List<KingdeeBill> bills, JsonElement data, string operation, string[] from, string to)
    {
        var chosen = Chosen(bills, data);
        if (chosen is null) return Failure(10, null, "单据不存在");
        if (!from.Contains(chosen.Status)) return Failure(12, null, $"单据{chosen.Number}状态为{chosen.Status}，不允许{operation}");
        chosen.Status = to;
        return Done(chosen);
    }

    private static string Delete(List<KingdeeBill> bills, JsonElement data)
    {
        var chosen = Chosen(bills, data);
        if (chosen is null) return Failure(10, null, "单据不存在");
        if (chosen.Status is "B" or "C") return Failure(12, null, "已提交或已审核的单据不允许删除");
        bills.Remove(chosen);
        return Done(chosen);
    }

    private static KingdeeBill? Chosen(List<KingdeeBill> bills, JsonElement data)
    {
        var numbers = data.GetProperty("Numbers").EnumerateArray().Select(n => n.GetString()).ToList();
        return bills.Find(b => numbers.Contains(b.Number) || data.GetProperty("Ids").GetString() == b.Id.ToString(CultureInfo.InvariantCulture));
    }

    private static string Query(List<KingdeeBill> bills, JsonElement query)
    {
        var conditions = ConditionPattern().Matches(query.GetProperty("FilterString").GetString()!).ToList();
        var fields = query.GetProperty("FieldKeys").GetString()!.Split(',');
        var rows = bills.Where(b => conditions.TrueForAll(c => Field(b, c.Groups["field"].Value)?.ToString() == c.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal)));
        return new JsonArray([.. rows.Select<KingdeeBill, JsonNode>(b => new JsonArray([.. fields.Select(f => Field(b, f))]))]).ToJsonString();
    }

    private static JsonNode? Field(KingdeeBill bill, string field) => field switch
    {
        "FID" or "FCUSTID" => bill.Id,
        "FBillNo" or "FNumber" => bill.Number,
        "FDocumentStatus" => bill.Status,
        "FCancelStatus" => bill.IsCancelled ? "B" : "A",
        "FBillAmount" => bill.Net,
        "FSettleCurrId.FNumber" => NumberIn(bill.Model.GetProperty("FSaleOrderFinance"), "FSettleCurrId"),
        "FUseOrgId.FNumber" => NumberIn(bill.Model, "FUseOrgId"),
        _ => bill.Model.TryGetProperty(field, out var value) ? JsonNode.Parse(value.GetRawText()) : null,
    };

    private static string NumberIn(JsonElement model, string field) => model.GetProperty(field).GetProperty("FNumber").GetString() ?? "";

    private static string Done(KingdeeBill bill) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"Result":{"ResponseStatus":{"IsSuccess":true,"Errors":[],"SuccessEntitys":[{"Id":{{{bill.Id}}},"Number":"{{{bill.Number}}}","DIndex":0}],"SuccessMessages":[],"MsgCode":0},"Id":{{{bill.Id}}},"Number":"{{{bill.Number}}}","NeedReturnData":[{}]}}""");

    private static string Failure(int code, string? field, string message) => new JsonObject
    {
        ["Result"] = new JsonObject
        {
            ["ResponseStatus"] = new JsonObject
            {
                ["ErrorCode"] = 500,
                ["IsSuccess"] = false,
                ["Errors"] = new JsonArray(new JsonObject { ["FieldName"] = field, ["Message"] = message, ["DIndex"] = 0 }),
                ["SuccessEntitys"] = new JsonArray(),
                ["SuccessMessages"] = new JsonArray(),
                ["MsgCode"] = code,
            },
        },
    }.ToJsonString();

    [GeneratedRegex(@"^/K3Cloud/Kingdee\.BOS\.WebApi\.ServicesStub\.(?<kind>AuthService|DynamicFormService)\.(?<operation>\w+)\.common\.kdsvc$")]
    private static partial Regex ServicePattern();

    [GeneratedRegex("(?<field>[A-Za-z_.]+)='(?<value>(?:[^']|'')*)'")]
    private static partial Regex ConditionPattern();
}
