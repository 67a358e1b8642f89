using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Kingdee;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;
using CrmGraph.Testing.Emulators.Kingdee;

namespace CrmGraph.Connectors.Tests.Erp.Kingdee;

/// <summary>A connector and an emulated Kingdee.</summary>
internal sealed class KingdeeUnderTest : ErpUnderTest, IFaultyErp
{
    private readonly KingdeeConnector _connector;
    private readonly KingdeeConnector _nowhere;
    private readonly FakeTimeProvider _time;

    private KingdeeUnderTest(KingdeeEmulator emulator, FakeTimeProvider time, KingdeeSignIn signIn, Action<KingdeeOptions>? adjust)
    {
        (Emulator, _time) = (emulator, time);
        _connector = new KingdeeConnector("k3", Settings(emulator.Url, signIn, adjust), time);
        _nowhere = new KingdeeConnector("k3", Settings(ErpSamples.Nowhere, signIn, adjust), time);
        emulator.Faults.Waiting = () => time.Advance(Settings(emulator.Url, signIn, adjust).RequestTimeout);
    }

    internal KingdeeEmulator Emulator { get; }

    public override IErpConnector Connector => _connector;

    public override IErpConnector Nowhere => _nowhere;

    public override int Requests => Emulator.Calls.Count;

    public override int Customers => Emulator.Look(() => Emulator.Customers.Count);

    public override IReadOnlyList<string> Secrets =>
        [KingdeeEmulator.AppSecret, KingdeeEmulator.Password, KingdeeSigning.ClientSecret(KingdeeEmulator.AppId), .. Emulator.Session is { } session ? [session] : Array.Empty<string>()];

    public override IReadOnlyList<ErpOrderThere> Orders(string key) =>
        Emulator.Look(() => Emulator.Orders.Where(o => o.Number == key && !o.IsCancelled).Select(o => new ErpOrderThere(o.Net, o.Status == "C")).ToList());

    public override void FailCreate(ErpFault fault) => Emulator.Faults.Next("SAL_SaleOrder.Save", fault);

    public override void RefuseCreate() => Emulator.Refusing = "SAL_SaleOrder.Save";

    public IReadOnlyList<string> Operations => ["SignIn", "SAL_SaleOrder.Query", "BD_Customer.Query", "BD_Customer.Save", "BD_Customer.Submit", "BD_Customer.Audit", "SAL_SaleOrder.Save", "SAL_SaleOrder.Submit", "SAL_SaleOrder.Audit"];

    public string Creating => "SAL_SaleOrder.Save";

    public ErpFaults Faults => Emulator.Faults;

    public ErpOptions Options => Settings(Emulator.Url);

    public IErpConnector Connect() => new KingdeeConnector("k3", (KingdeeOptions)Options, _time);

    public override async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        _nowhere.Dispose();
        await Emulator.DisposeAsync();
    }

    internal static async Task<KingdeeUnderTest> StartAsync(FakeTimeProvider time, KingdeeSignIn signIn = KingdeeSignIn.Sign, Action<KingdeeOptions>? adjust = null) =>
        new(await KingdeeEmulator.StartAsync(time), time, signIn, adjust);

    internal static KingdeeOptions Settings(string url, KingdeeSignIn signIn = KingdeeSignIn.Sign, Action<KingdeeOptions>? adjust = null)
    {
        var options = new KingdeeOptions
        {
            Kind = "Kingdee",
            Url = url,
            SignIn = signIn,
            AccountId = KingdeeEmulator.AccountId,
            User = KingdeeEmulator.User,
            Password = KingdeeEmulator.Password,
            AppId = KingdeeEmulator.AppId,
            AppSecret = KingdeeEmulator.AppSecret,
            SalesOrganization = "100",
            DefaultProduct = "SERVICE",
        };
        adjust?.Invoke(options);
        return options;
    }
}
