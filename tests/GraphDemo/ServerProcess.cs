using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.GraphDemo;

/// <summary>The server as a process of its own in Development, with a database of its own and the connector pointed at the emulator.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Widest = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(35);

    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, Task ended)
    {
        _process = process;
        _folder = folder;
        Ended = ended;
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address { get; } = new($"http://localhost:{Ports.Server}");

    /// <summary>Fails when the server ends by itself.</summary>
    internal Task Ended { get; }

    internal static async Task<ServerProcess> StartAsync(GraphEmulator graph, string[] mailboxes, TextWriter screen, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("crmgraph-graph-demo-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmGraph.Api.dll"), "--urls", $"http://localhost:{Ports.Server}"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src/Api"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in Settings(graph, mailboxes, folder)) start.Environment[key] = value;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lines = new ConcurrentQueue<string>();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) =>
        {
            var failure = new InvalidOperationException($"The server ended.\n{string.Join('\n', lines.TakeLast(40))}");
            started.TrySetException(failure);
            ended.TrySetException(failure);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, folder, ended.Task);
        try
        {
            await started.Task.WaitAsync(Patience, cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return server;

        void Read(string? line)
        {
            if (line is null) return;
            lines.Enqueue(line);
            if (line.Contains("Application started", StringComparison.Ordinal)) started.TrySetResult();
            if (line.Contains("warn:", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal)) screen.WriteLine($"server | {(line.Length > Widest ? $"{line[..Widest]}…" : line)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (!await TerminateAsync(_process)) _process.Kill(entireProcessTree: true);
            using var limit = new CancellationTokenSource(Farewell);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<(string Key, string Value)> Settings(GraphEmulator graph, string[] mailboxes, string folder)
    {
        const string Section = "Connectors__MicrosoftGraph__";
        yield return ("ASPNETCORE_ENVIRONMENT", "Development");
        yield return ("ConnectionStrings__Crm", $"Data Source={Path.Combine(folder, "crm.db")}");
        yield return ($"{Section}Enabled", "true");
        yield return ($"{Section}BaseUrl", graph.BaseUrl);
        yield return ($"{Section}TokenUrl", graph.TokenUrl);
        yield return ($"{Section}TenantId", graph.Options.TenantId);
        yield return ($"{Section}ClientId", graph.Options.ClientId);
        yield return ($"{Section}ClientSecret", graph.Options.ClientSecret);
        yield return ($"{Section}PublicUrl", $"http://localhost:{Ports.Server}");
        // notifications wake it; this is for the one that gets lost
        yield return ($"{Section}PollInterval", "00:01:00");
        for (var i = 0; i < mailboxes.Length; i++) yield return ($"{Section}Mailboxes__{i.ToString(CultureInfo.InvariantCulture)}", mailboxes[i]);
    }

    // what Ctrl+C does to the server in a terminal, it must hear of otherwise as well
    private static async Task<bool> TerminateAsync(Process process)
    {
        if (OperatingSystem.IsWindows()) return false;
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return kill.ExitCode == 0;
    }
}
