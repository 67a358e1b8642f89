using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Testing.Emulators.BusinessCentral;

/// <summary>
/// API v2.0 of a Business Central with one company, and its token server: customers, sales orders with lines created together, and
/// invoices. Nothing here keeps an external document number from being used twice; DELETE needs a tag that is still good.
/// </summary>
public sealed partial class BusinessCentralEmulator : ErpEmulator
{
    /// <summary>The tenant.</summary>
    public const string TenantId = "contoso.example";

    /// <summary>The application.</summary>
    public const string ClientId = "0f7c1a52-5a5e-4a3e-8d3a-2b1f0c9d8e7f";

    /// <summary>Its secret.</summary>
    public const string ClientSecret = "bc~secret-5521-Q";

    /// <summary>The name of the company.</summary>
    public const string CompanyName = "云帆科技 CRONUS";

    /// <summary>The id of the company.</summary>
    public static readonly Guid CompanyId = new("7c4d1e2a-98b3-4f60-a1c5-0d6e7f8a9b0c");

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly Dictionary<string, DateTimeOffset> _tokens = [];

    private BusinessCentralEmulator(TimeProvider time) => _time = time;

    /// <summary>All customers, as the API shows them.</summary>
    public List<JsonObject> Customers { get; } = [];

    /// <summary>All sales orders.</summary>
    public List<BusinessCentralDocument> Orders { get; } = [];

    /// <summary>All invoices.</summary>
    public List<BusinessCentralDocument> Invoices { get; } = [];

    /// <summary>The numbers of items that there are.</summary>
    public HashSet<string> Items { get; } = ["CRM-1", "CRM-2", "SERVICE"];

    /// <summary>How many rows a page has.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>How many tokens have been given.</summary>
    public int TokensGiven { get; private set; }

    /// <summary>The newest token; what must not get into any message.</summary>
    public string? Token { get; private set; }

    /// <summary>Where tokens come from.</summary>
    public string TokenUrl => $"{Url}/{TenantId}/oauth2/v2.0/token";

    /// <summary>Starts an empty company whose books are kept in CNY.</summary>
    public static async Task<BusinessCentralEmulator> StartAsync(TimeProvider time)
    {
        var emulator = new BusinessCentralEmulator(time);
        await emulator.ListenAsync();
        return emulator;
    }

    /// <summary>Adds an invoice of an order, as posting it makes one.</summary>
    public void Invoice(string key, string status, decimal net, decimal total, decimal remaining, string number = "PS-INV103001") => Look(() =>
    {
        var id = NewId();
        Invoices.Add(new BusinessCentralDocument
        {
            Id = id,
            Shown = new JsonObject
            {
                ["id"] = id.ToString(),
                ["number"] = number,
                ["externalDocumentNumber"] = key,
                ["invoiceDate"] = "2026-07-01",
                ["status"] = status,
                ["currencyCode"] = "",
                ["totalAmountExcludingTax"] = net,
                ["totalAmountIncludingTax"] = total,
                ["remainingAmount"] = remaining,
                ["lastModifiedDateTime"] = "2026-07-20T08:30:00.123Z",
            },
        });
        return id;
    });

    /// <inheritdoc/>
    protected override string OperationOf(ErpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Path.EndsWith("/token", StringComparison.Ordinal)) return "Token";
        var collection = PathPattern().Match(call.Path).Groups["collection"].Value;
        return $"{call.Method} {(collection.Length == 0 ? "companies" : collection)}";
    }

    /// <inheritdoc/>
    protected override void EndSessions() => _tokens.Clear();

    /// <inheritdoc/>
    protected override ErpReply Answer(ErpCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Operation == "Token") return GiveToken(call);
        var path = PathPattern().Match(call.Path);
        if (!path.Success) return Failure(404, "BadRequest_NotFound", "Bad Request - Error in query syntax.");
        if (_tokens.GetValueOrDefault(call.Header("Authorization").Replace("Bearer ", "", StringComparison.Ordinal)) <= _time.GetUtcNow())
            return Failure(401, "Authentication_InvalidCredentials", "The server has rejected the client credentials.");
        if (Refusing == call.Operation) return Failure(400, "Application_DialogException", $"You cannot do that. {Token} {ClientSecret}");
        if (call.Operation == "GET companies") return Rows([new JsonObject { ["id"] = CompanyId.ToString(), ["name"] = CompanyName, ["displayName"] = CompanyName }], call);
        if (path.Groups["company"].Value != CompanyId.ToString()) return Failure(404, "BadRequest_ResourceNotFound", "Resource not found for the company.");
        return call.Operation switch
        {
            "GET customers" => Rows(Customers, call),
            "GET salesOrders" => Rows(Orders.Select(o => o.Show()), call),
            "GET salesInvoices" => Rows(Invoices.Select(o => o.Show()), call),
            "POST customers" => AddCustomer(call.Json),
            "POST salesOrders" => AddOrder(call.Json),
            "DELETE salesOrders" => Delete(path.Groups["id"].Value, call.Header("If-Match")),
            _ => Failure(405, "BadRequest_MethodNotAllowed", "Method not allowed."),
        };
    }

    private ErpReply GiveToken(ErpCall call)
    {
        var form = call.Body.Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        if (form is not { Count: 4 } || form["grant_type"] != "client_credentials" || form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !form["scope"].EndsWith("/.default", StringComparison.Ordinal))
            return new ErpReply(401, $$"""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: {{form.GetValueOrDefault("client_secret")}}"}""");
        Token = $"eyJ0-token-{++TokensGiven}-{Guid.CreateVersion7(_time.GetUtcNow()):N}";
        _tokens[Token] = _time.GetUtcNow() + TokenLife;
        return new ErpReply(200, $$"""{"token_type":"Bearer","expires_in":3599,"access_token":"{{Token}}"}""");
    }

    private ErpReply AddCustomer(JsonElement body)
    {
        var number = body.TryGetProperty("number", out var given) ? given.GetString()! : $"C{Customers.Count + 10_000}";
        if (Customers.Exists(c => c["number"]!.GetValue<string>() == number)) return Failure(400, "Internal_EntityWithSameKeyExists", "The record in table Customer already exists.");
        var customer = JsonNode.Parse(body.GetRawText())!.AsObject();
        (customer["id"], customer["number"]) = (NewId().ToString(), number);
        Customers.Add(customer);
        return new ErpReply(201, customer.ToJsonString());
    }

    private ErpReply AddOrder(JsonElement body)
    {
        var customer = body.GetProperty("customerNumber").GetString();
        if (!Customers.Exists(c => c["number"]!.GetValue<string>() == customer)) return Failure(400, "Application_DialogException", $"The Customer does not exist. No.='{customer}'");
        if (body.GetProperty("externalDocumentNumber").GetString()!.Length > 35) return Failure(400, "Application_StringExceededLength", "The length of the string is too long.");
        var net = 0m;
        foreach (var line in body.GetProperty("salesOrderLines").EnumerateArray())
        {
            if (!Items.Contains(line.GetProperty("lineObjectNumber").GetString()!)) return Failure(400, "Application_DialogException", $"The Item does not exist. No.='{line.GetProperty("lineObjectNumber")}'");
            var price = line.GetProperty("unitPrice").GetDecimal();
            if (decimal.Round(price, 5) != price) return Failure(400, "Application_DialogException", "The price has too many decimals.");
            var discount = line.TryGetProperty("discountAmount", out var amount) ? amount.GetDecimal() : 0;
            net += decimal.Round(line.GetProperty("quantity").GetDecimal() * price, 2, MidpointRounding.AwayFromZero) - discount;
        }

        var id = NewId();
        var shown = JsonNode.Parse(body.GetRawText())!.AsObject();
        shown.Remove("salesOrderLines");
        (shown["id"], shown["number"], shown["status"], shown["totalAmountExcludingTax"]) = (id.ToString(), $"S-ORD{101_001 + Orders.Count}", "Draft", net);
        if (!shown.ContainsKey("currencyCode")) shown["currencyCode"] = "";
        var order = new BusinessCentralDocument { Id = id, Shown = shown };
        Orders.Add(order);
        return new ErpReply(201, order.Show().ToJsonString());
    }

    private ErpReply Delete(string id, string tag)
    {
        if (Orders.Find(o => o.Id.ToString() == id) is not { } order) return Failure(404, "BadRequest_ResourceNotFound", "Resource not found.");
        if (tag.Length == 0) return Failure(400, "BadRequest_InvalidToken", "If-Match is missing.");
        if (tag != "*" && tag != order.Tag) return Failure(409, "Request_EntityChanged", "Another user has already changed the record.");
        if (order.Shown["status"]!.GetValue<string>() != "Draft") return Failure(400, "Application_DialogException", "The order is released.");
        Orders.Remove(order);
        return new ErpReply(204, "");
    }

    private ErpReply Rows(IEnumerable<JsonObject> rows, ErpCall call)
    {
        var choices = call.Parameter("$filter").Split(" or ").Select(c => ConditionPattern().Match(c)).Where(c => c.Success).ToList();
        var found = rows.Where(r => choices.Count == 0 || choices.Exists(c => r[c.Groups["field"].Value]?.ToString() == c.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal))).ToList();
        var skip = int.TryParse(call.Parameter("$skip"), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var page = new JsonObject { ["value"] = new JsonArray([.. found.Skip(skip).Take(PageSize).Select(r => r.DeepClone())]) };
        if (found.Count > skip + PageSize) page["@odata.nextLink"] = $"{Url}{call.Path}?$filter={Uri.EscapeDataString(call.Parameter("$filter"))}&$skip={skip + PageSize}";
        return new ErpReply(200, page.ToJsonString());
    }

    private Guid NewId() => Guid.CreateVersion7(_time.GetUtcNow());

    private static ErpReply Failure(int status, string code, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString());

    [GeneratedRegex(@"^/v2\.0/contoso\.example/production/api/v2\.0/companies(?:\((?<company>[0-9a-f-]+)\)/(?<collection>\w+)(?:\((?<id>[0-9a-f-]+)\))?)?$")]
    private static partial Regex PathPattern();

    [GeneratedRegex("^(?<field>[A-Za-z]+) eq '?(?<value>(?:[^']|'')*)'?$")]
    private static partial Regex ConditionPattern();
}
