using System.Collections.Concurrent;
using System.Diagnostics;
using CrmGraph.Testing;

namespace CrmGraph.Chaos;

/// <summary>One server process on a port of its own, which it gets back after every death.</summary>
internal sealed class Node(int number, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;

    /// <summary>Where it listens, when it lives.</summary>
    internal Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    /// <summary>The newest lines that it wrote.</summary>
    internal string Output => string.Join('\n', _output.TakeLast(40));

    /// <summary>Lines of warnings and errors that it wrote.</summary>
    internal IEnumerable<string> Complaints => _output.Where(l => l.Contains(" fail:", StringComparison.Ordinal) || l.Contains(" crit:", StringComparison.Ordinal));

    /// <summary>Starts it and waits until it is ready.</summary>
    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmGraph.Api.dll"), "--urls", Address.ToString()])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src/Api"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue($"[{number}] {line.Data}");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue($"[{number}] {line.Data}");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            if (await IsReadyAsync(cancellationToken)) return;
            if (_process.HasExited) throw new InvalidOperationException($"Node {number} ended with {_process.ExitCode}.\n{Output}");
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new InvalidOperationException($"Node {number} does not become ready.\n{Output}");
            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>SIGKILL.</summary>
    internal async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(Address, "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
