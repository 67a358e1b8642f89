using System.Text;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Tryton;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;
using CrmGraph.Testing.Erp;
using Npgsql;

namespace CrmGraph.Connectors.Tests.Erp.Tryton;

public sealed class TrytonContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time)
    {
        var server = await TrytonServer.GetAsync();
        var proxy = await TrytonProxy.StartAsync(server);
        // what an earlier test has left is none of this one's
        proxy.Execute("UPDATE sale_sale SET reference = reference || '-' || id WHERE reference = @value", ErpSamples.Order().Key);
        proxy.Execute("UPDATE party_party SET code = code || '-' || id WHERE code = @value", ErpSamples.Customer().Code);
        return new TrytonUnderTest(proxy, server, time);
    }
}

/// <summary>A connector and a real Tryton, with something in between that can fail.</summary>
internal sealed class TrytonUnderTest : ErpUnderTest
{
    private const string Create = "model.sale.sale.create";

    private readonly TrytonProxy _proxy;
    private readonly TrytonConnector _connector;
    private readonly TrytonConnector _nowhere;

    internal TrytonUnderTest(TrytonProxy proxy, TrytonServer server, FakeTimeProvider time)
    {
        _proxy = proxy;
        var options = Options(proxy.Url, server.Database);
        (_connector, _nowhere) = (new TrytonConnector("main", options, time), new TrytonConnector("main", Options(ErpSamples.Nowhere, server.Database), time));
        proxy.Faults.Waiting = () => time.Advance(options.RequestTimeout);
    }

    public override IErpConnector Connector => _connector;

    public override IErpConnector Nowhere => _nowhere;

    public override bool KeepsDoublesAway => false;

    public override int Requests => _proxy.Calls.Count;

    public override int Customers => _proxy.Read("SELECT count(*)::text FROM party_party WHERE code = @value", ErpSamples.Customer().Code, r => int.Parse(r.GetString(0), System.Globalization.CultureInfo.InvariantCulture))[0];

    public override IReadOnlyList<string> Secrets => [TrytonServer.Password];

    public override IReadOnlyList<ErpOrderThere> Orders(string key) => _proxy.Read(
        "SELECT s.state, sum(round(l.quantity::numeric * l.unit_price, 2)) FROM sale_sale s JOIN sale_line l ON l.sale = s.id WHERE s.reference = @value AND s.state <> 'cancelled' GROUP BY s.id, s.state ORDER BY s.id",
        key,
        r => new ErpOrderThere(r.GetDecimal(1), r.GetString(0) == "processing"));

    public override void FailCreate(ErpFault fault) => _proxy.Faults.Next(Create, fault);

    public override void RefuseCreate() => _proxy.Refusing = Create;

    public override async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        _nowhere.Dispose();
        await _proxy.DisposeAsync();
    }

    private static TrytonOptions Options(string url, string database)
    {
        var options = new TrytonOptions { Kind = "Tryton", Url = url, Database = database, User = TrytonServer.User, Password = TrytonServer.Password, DefaultProduct = "FREE" };
        (options.Products["CRM-1"], options.Products["CRM-2"]) = ("CRM", "SVC");
        return options;
    }
}

/// <summary>Hands requests on to a real Tryton, unless something goes wrong.</summary>
internal sealed class TrytonProxy : ErpEmulator
{
    private readonly TrytonServer _server;
    private readonly HttpClient _http = new();

    private TrytonProxy(TrytonServer server) => _server = server;

    internal static async Task<TrytonProxy> StartAsync(TrytonServer server)
    {
        var proxy = new TrytonProxy(server);
        await proxy.ListenAsync();
        return proxy;
    }

    internal void Execute(string sql, string value) => Read(sql, value, _ => 0);

    internal IReadOnlyList<T> Read<T>(string sql, string value, Func<NpgsqlDataReader, T> read)
    {
        using var connection = new NpgsqlConnection($"{_server.ConnectionString};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("value", value);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read()) found.Add(read(rows));
        return found;
    }

    protected override string OperationOf(ErpCall call) => call.Json.GetProperty("method").GetString()!;

    protected override ErpReply Answer(ErpCall call)
    {
        if (call.Operation == Refusing)
        {
            var error = new JsonArray("UserError", new JsonArray($"The key {TrytonServer.Password} is not allowed here.", "", null));
            return new ErpReply(200, new JsonObject { ["id"] = 1, ["error"] = error }.ToJsonString());
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Url, call.Path)) { Content = new StringContent(call.Body, Encoding.UTF8, "application/json") };
        if (call.Header("Authorization") is { Length: > 0 } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = _http.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return new ErpReply((int)answer.StatusCode, reader.ReadToEnd());
    }

    protected override void EndSessions() => Execute("DELETE FROM ir_session WHERE create_uid = (SELECT id FROM res_user WHERE login = @value)", TrytonServer.User);
}
