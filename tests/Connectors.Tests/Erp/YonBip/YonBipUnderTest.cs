using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.YonBip;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;
using CrmGraph.Testing.Emulators.YonBip;

namespace CrmGraph.Connectors.Tests.Erp.YonBip;

/// <summary>A connector and an emulated YonBIP.</summary>
internal sealed class YonBipUnderTest : ErpUnderTest, IFaultyErp
{
    private readonly YonBipConnector _connector;
    private readonly YonBipConnector _nowhere;
    private readonly FakeTimeProvider _time;

    private YonBipUnderTest(YonBipEmulator emulator, FakeTimeProvider time, Action<YonBipOptions>? adjust)
    {
        (Emulator, _time) = (emulator, time);
        _connector = new YonBipConnector("bip", Settings(emulator.Url, adjust), time);
        _nowhere = new YonBipConnector("bip", Settings(ErpSamples.Nowhere, adjust), time);
        emulator.Faults.Waiting = () => time.Advance(Settings(emulator.Url, adjust).RequestTimeout);
    }

    internal YonBipEmulator Emulator { get; }

    public override IErpConnector Connector => _connector;

    public override IErpConnector Nowhere => _nowhere;

    public override int Requests => Emulator.Calls.Count;

    public override int Customers => Emulator.Look(() => Emulator.Customers.Count);

    public override IReadOnlyList<string> Secrets => [YonBipEmulator.AppSecret, .. Emulator.Token is { } token ? [token, Uri.EscapeDataString(token)] : Array.Empty<string>()];

    public override IReadOnlyList<ErpOrderThere> Orders(string key) => Emulator.Look(() => Emulator.SalesOrders
        .Where(o => o.Data.GetProperty("resubmitCheckKey").GetString() == key && o.Status != "OPPOSE").Select(o => new ErpOrderThere(o.Net, o.Status == "DELIVERGOODS")).ToList());

    public override void FailCreate(ErpFault fault) => Emulator.Faults.Next("order.singleSave", fault);

    public override void RefuseCreate() => Emulator.Refusing = "order.singleSave";

    public IReadOnlyList<string> Operations => ["Centre", "Token", "order.list", "customer.newlist", "customer.newinsert", "order.singleSave", "order.detail", "order.batchsubmit", "order.batchaudit"];

    public string Creating => "order.singleSave";

    public ErpFaults Faults => Emulator.Faults;

    public ErpOptions Options => Settings(Emulator.Url);

    public IErpConnector Connect() => new YonBipConnector("bip", (YonBipOptions)Options, _time);

    public override async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        _nowhere.Dispose();
        await Emulator.DisposeAsync();
    }

    internal static async Task<YonBipUnderTest> StartAsync(FakeTimeProvider time, Action<YonBipOptions>? adjust = null) => new(await YonBipEmulator.StartAsync(time), time, adjust);

    internal static YonBipOptions Settings(string url, Action<YonBipOptions>? adjust = null)
    {
        var options = new YonBipOptions
        {
            Kind = "YonBip",
            Url = url,
            TenantId = YonBipEmulator.TenantId,
            AppKey = YonBipEmulator.AppKey,
            AppSecret = YonBipEmulator.AppSecret,
            SalesOrganization = "991",
            TransactionType = "SO01",
            DefaultProduct = "SERVICE",
            Unit = "001",
            TaxCodes = { ["13"] = "VAT13" },
        };
        adjust?.Invoke(options);
        return options;
    }
}
