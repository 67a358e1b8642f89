using System.Globalization;
using System.Net;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Webhook;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;
using CrmGraph.Testing.Webhooks;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.Connectors.Tests.Erp.Webhook;

/// <summary>A connector and a receiver that makes an order of each message, and drops those that it has.</summary>
internal sealed class WebhookErpUnderTest : ErpUnderTest, IFaultyErp
{
    private const string Message = "message";

    private readonly WebhookErpConnector _connector;
    private readonly WebhookErpConnector _nowhere;
    private readonly Dictionary<string, decimal> _orders = [];
    private readonly Lock _lock = new();
    private readonly FakeTimeProvider _time;
    private bool _refuses;

    private WebhookErpUnderTest(WebhookReceiver receiver, FakeTimeProvider time)
    {
        (Receiver, _time) = (receiver, time);
        _connector = new WebhookErpConnector("hook", Settings(receiver.Url), time);
        _nowhere = new WebhookErpConnector("hook", Settings(ErpSamples.Nowhere), time);
        receiver.Answer = AnswerAsync;
        Faults.Waiting = () => time.Advance(Settings(receiver.Url).RequestTimeout);
    }

    internal WebhookReceiver Receiver { get; }

    public override IErpConnector Connector => _connector;

    public override IErpConnector Nowhere => _nowhere;

    public override bool CanBeAsked => false;

    public override int Requests => Receiver.Calls.Count;

    public override int Customers => 0;

    public override IReadOnlyList<string> Secrets => [WebhookReceiver.Secret, WebhookReceiver.Secret["whsec_".Length..]];

    public override IReadOnlyList<ErpOrderThere> Orders(string key)
    {
        lock (_lock) return _orders.TryGetValue($"erp_order_{key}", out var net) ? [new ErpOrderThere(net, true)] : [];
    }

    public override void FailCreate(ErpFault fault) => Faults.Next(Message, fault);

    public override void RefuseCreate() => _refuses = true;

    public IReadOnlyList<string> Operations => [Message];

    public string Creating => Message;

    public ErpFaults Faults { get; } = new();

    public ErpOptions Options => Settings(Receiver.Url);

    public IErpConnector Connect() => new WebhookErpConnector("hook", (WebhookErpOptions)Options, _time);

    public override async ValueTask DisposeAsync()
    {
        _connector.Dispose();
        _nowhere.Dispose();
        await Receiver.DisposeAsync();
    }

    internal static async Task<WebhookErpUnderTest> StartAsync(FakeTimeProvider time) => new(await WebhookReceiver.StartAsync(), time);

    internal static WebhookErpOptions Settings(string url) => new() { Kind = "Webhook", Url = url, Secret = WebhookReceiver.Secret, AllowPrivateNetworks = true };

    private Task AnswerAsync(WebhookCall call, HttpContext http)
    {
        var fault = Faults.Take(Message);
        return fault switch
        {
            ErpFault.CutBefore => Cut(http),
            ErpFault.ErrorBefore => WebhookReceiver.Status(http, HttpStatusCode.InternalServerError),
            ErpFault.TooManyRequests => Throttle(http),
            _ => CarryOutAsync(call, http, fault),
        };
    }

    private Task CarryOutAsync(WebhookCall call, HttpContext http, ErpFault? fault)
    {
        if (!call.IsSignedBy(WebhookReceiver.Secret)) return WebhookReceiver.Status(http, HttpStatusCode.Unauthorized);
        if (_refuses) return RefuseAsync(http);
        lock (_lock) _orders.TryAdd(call.Id, decimal.Parse(call.Json.GetProperty("data").GetProperty("net").GetString()!, CultureInfo.InvariantCulture));
        return fault switch
        {
            ErpFault.CutAfter => Cut(http),
            ErpFault.CutInAnswer => CutInAnswerAsync(http),
            ErpFault.ErrorAfter => WebhookReceiver.Status(http, HttpStatusCode.InternalServerError),
            ErpFault.BadGateway => WebhookReceiver.Status(http, HttpStatusCode.BadGateway),
            ErpFault.Slow => WaitAsync(http),
            ErpFault.StrangeAnswer => http.Response.WriteAsync("<html>please wait</html>"),
            _ => http.Response.WriteAsync("""{"id":"4711","number":"SO-4711","url":"https://erp.example/so/4711","net":"1350.50"}"""),
        };
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = 422;
        await http.Response.WriteAsync($"unknown article {WebhookReceiver.Secret}");
    }

    private static Task Cut(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static async Task CutInAnswerAsync(HttpContext http)
    {
        http.Response.ContentLength = 100;
        await http.Response.WriteAsync("""{"id":""");
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private static Task Throttle(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "7";
        return WebhookReceiver.Status(http, HttpStatusCode.TooManyRequests);
    }

    private Task WaitAsync(HttpContext http)
    {
        Faults.Waiting();
        return Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
