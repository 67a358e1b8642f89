using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.BusinessCentral;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.BusinessCentral;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp.BusinessCentral;

/// <summary>A connector and an emulated Business Central.</summary>
internal sealed class BusinessCentralUnderTest : ErpUnderTest, IFaultyErp
{
    private readonly BusinessCentralConnector _connector;
    private readonly BusinessCentralConnector _nowhere;
    private readonly FakeTimeProvider _time;

    private BusinessCentralUnderTest(BusinessCentralEmulator emulator, FakeTimeProvider time, Action<BusinessCentralOptions>? adjust)
    {
        (Emulator, _time) = (emulator, time);
        _connector = new BusinessCentralConnector("bc", Settings(emulator.Url, emulator.TokenUrl, adjust), time);
        _nowhere = new BusinessCentralConnector("bc", Settings(ErpSamples.Nowhere, ErpSamples.Nowhere, adjust), time);
        emulator.Faults.Waiting = () => time.Advance(Settings(emulator.Url, emulator.TokenUrl, adjust).RequestTimeout);
    }

    internal BusinessCentralEmulator Emulator { get; }

    public override IErpConnector Connector => _connector;

    public override IErpConnector Nowhere => _nowhere;

    public override bool KeepsDoublesAway => false;

    public override int Requests => Emulator.Calls.Count;

    public override int Customers => Emulator.Look(() => Emulator.Customers.Count);

    public override IReadOnlyList<string> Secrets => [BusinessCentralEmulator.ClientSecret, .. Emulator.Token is { } token ? [token] : Array.Empty<string>()];

    public override IReadOnlyList<ErpOrderThere> Orders(string key) =>
        Emulator.Look(() => Emulator.Orders.Where(o => o.Shown["externalDocumentNumber"]!.GetValue<string>() == key).Select(o => new ErpOrderThere(o.Net, true)).ToList());

    public override void FailCreate(ErpFault fault) => Emulator.Faults.Next("POST salesOrders", fault);

    public override void RefuseCreate() => Emulator.Refusing = "POST salesOrders";

    public IReadOnlyList<string> Operations => ["Token", "GET companies", "GET salesOrders", "GET customers", "POST customers", "POST salesOrders"];

    public string Creating => "POST salesOrders";

    public ErpFaults Faults => Emulator.Faults;

    public ErpOptions Options => Settings(Emulator.Url, Emulator.TokenUrl);

    public IErpConnector Connect() => new BusinessCentralConnector("bc", (BusinessCentralOptions)Options, _time);

    public override async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        _nowhere.Dispose();
        await Emulator.DisposeAsync();
    }

    internal static async Task<BusinessCentralUnderTest> StartAsync(FakeTimeProvider time, Action<BusinessCentralOptions>? adjust = null) =>
        new(await BusinessCentralEmulator.StartAsync(time), time, adjust);

    internal static BusinessCentralOptions Settings(string url, string tokenUrl, Action<BusinessCentralOptions>? adjust = null)
    {
        var options = new BusinessCentralOptions
        {
            Kind = "BusinessCentral",
            Url = url,
            TokenUrl = tokenUrl,
            TenantId = BusinessCentralEmulator.TenantId,
            ClientId = BusinessCentralEmulator.ClientId,
            ClientSecret = BusinessCentralEmulator.ClientSecret,
            Company = BusinessCentralEmulator.CompanyName,
            LocalCurrency = "CNY",
            DefaultProduct = "SERVICE",
        };
        adjust?.Invoke(options);
        return options;
    }
}
