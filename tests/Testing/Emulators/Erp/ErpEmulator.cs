using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Testing.Emulators.Erp;

/// <summary>An ERP on a free port of a real Kestrel, which keeps its state, enforces its rules, and can be made to fail.</summary>
public abstract class ErpEmulator : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ErpCall> _calls = [];
    private WebApplication? _app;

    /// <summary>Where it listens.</summary>
    public string Url => _app?.Urls.First() ?? throw new InvalidOperationException("It has not been started.");

    /// <summary>What goes wrong.</summary>
    public ErpFaults Faults { get; } = new();

    /// <summary>Everything that came, in the order in which it came.</summary>
    public IReadOnlyList<ErpCall> Calls
    {
        get
        {
            lock (_lock) return [.. _calls];
        }
    }

    /// <summary>Refuses what the next request for an operation asks for, with the ERP's own error.</summary>
    public string? Refusing { get; set; }

    /// <summary>How many requests for an operation came.</summary>
    public int Count(string operation) => Calls.Count(c => c.Operation == operation);

    /// <summary>Reads or changes the state while no request does.</summary>
    public T Look<T>(Func<T> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        lock (_lock) return look();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null) await _app.DisposeAsync();
    }

    /// <summary>Starts listening.</summary>
    protected async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Map("{**path}", ReceiveAsync);
        await _app.StartAsync();
    }

    /// <summary>What a request asks for.</summary>
    protected abstract string OperationOf(ErpCall call);

    /// <summary>Does what a request asks for.</summary>
    protected abstract ErpReply Answer(ErpCall call);

    /// <summary>Ends all sessions and tokens.</summary>
    protected abstract void EndSessions();

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var query = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        var call = new ErpCall("", http.Request.Method, http.Request.Path.Value ?? "", query, headers, Encoding.UTF8.GetString(body.ToArray()));
        call = call with { Operation = OperationOf(call) };
        lock (_lock) _calls.Add(call);
        var fault = Faults.Take(call.Operation);
        if (fault is ErpFault.CutBefore) http.Abort();
        else if (fault is ErpFault.ErrorBefore) await WriteAsync(http, new ErpReply(500, "<html>out of order</html>", "text/html"));
        else if (fault is ErpFault.TooManyRequests) await ThrottleAsync(http);
        else await CarryOutAsync(http, call, fault);
    }

    private async Task CarryOutAsync(HttpContext http, ErpCall call, ErpFault? fault)
    {
        ErpReply reply;
        lock (_lock)
        {
            if (fault is ErpFault.SessionExpired) EndSessions();
            reply = Answer(call);
        }

        if (fault is ErpFault.CutAfter) http.Abort();
        else if (fault is ErpFault.CutInAnswer) await CutAsync(http, reply);
        else if (fault is ErpFault.ErrorAfter) await WriteAsync(http, new ErpReply(500, """{"error":{"code":"Internal_ServerError","message":"out of order"}}"""));
        else if (fault is ErpFault.BadGateway) await WriteAsync(http, new ErpReply(502, "<html>bad gateway</html>", "text/html"));
        else if (fault is ErpFault.StrangeAnswer) await WriteAsync(http, new ErpReply(200, "<html>please wait</html>", "text/html"));
        else if (fault is ErpFault.Slow) await WaitAsync(http);
        else await WriteAsync(http, reply);
    }

    private Task ThrottleAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Faults.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(http, new ErpReply(429, """{"error":{"code":"Application_TooManyRequests","message":"too many"}}"""));
    }

    private async Task WaitAsync(HttpContext http)
    {
        Faults.Waiting();
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task CutAsync(HttpContext http, ErpReply reply)
    {
        var bytes = Encoding.UTF8.GetBytes(reply.Body.Length > 1 ? reply.Body : "    ");
        (http.Response.StatusCode, http.Response.ContentType, http.Response.ContentLength) = (reply.Status is 204 ? 200 : reply.Status, reply.ContentType, bytes.Length);
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private static async Task WriteAsync(HttpContext http, ErpReply reply)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (reply.Status, reply.ContentType);
        if (reply.Status != 204) await http.Response.WriteAsync(reply.Body);
    }
}

/// <summary>A request as it came.</summary>
/// <param name="Operation">What it asks for.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Query">The parameters in the address.</param>
/// <param name="Headers">The headers; names in any case.</param>
/// <param name="Body">The body.</param>
public sealed record ErpCall(string Operation, string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>A header; empty if it did not come.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>A parameter in the address; empty if it did not come.</summary>
    public string Parameter(string name) => Query.GetValueOrDefault(name, "");
}

/// <summary>An answer.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">The type of it.</param>
public sealed record ErpReply(int Status, string Body, string ContentType = "application/json");
