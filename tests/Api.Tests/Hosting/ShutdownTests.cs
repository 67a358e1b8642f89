using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using Microsoft.Data.Sqlite;

namespace CrmGraph.Api.Tests.Hosting;

/// <summary>What happens to requests when the host is told to stop, and that the process ends as it should.</summary>
public sealed class ShutdownTests
{
    private const int Rows = 5_000;
    private const string Key = "the-first-key";
    private const string Import = "mutation ($input: ImportLeadsInput!) { importLeads(input: $input) { imported errors { message } } }";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SIGTERM_lets_a_mutation_under_way_finish_and_ends_with_exit_code_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var database = await DemoDatabase.CopySqliteAsync();
        using var server = Start(database.ConnectionString, out var output);
        var address = await AddressAsync(server, output);
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Api-Key", Key);

        using var request = JsonContent.Create(new { query = Import, variables = new { input = new { csv = Csv(Rows), source = "exhibition" } } });
        var importing = http.PostAsync(new Uri("/graphql", UriKind.Relative), request, Cancelled);
        await UntilWritingAsync(database.ConnectionString, importing);
        using (var kill = Process.Start("kill", ["-TERM", $"{server.Id}"])) await kill.WaitForExitAsync(Cancelled);
        using var answer = await importing.WaitAsync(Patience, Cancelled);
        await server.WaitForExitAsync(Cancelled).WaitAsync(Patience, Cancelled);

        Assert.Equal("""{"data":{"importLeads":{"imported":5000,"errors":[]}}}""", await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.True(server.ExitCode == 0, string.Join('\n', output));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancelled));
        Assert.DoesNotContain(output, line => line.Contains("warn:", StringComparison.Ordinal) || line.Contains("fail:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_the_signal_on_the_node_is_not_ready()
    {
        await using var app = await CrmApplication.StartAsync();
        var admin = await app.AsAsync(Role.Admin);
        // the host does not stop before this one has
        using var socket = await admin.ConnectAsync();
        await socket.ReceiveAsync();
        using var ready = await app.Anonymous.GetAsync("/health/ready");

        var readiness = Task.CompletedTask;
        HttpStatusCode? after = null;
        using var told = ((Microsoft.Extensions.Hosting.IHostApplicationLifetime)app.Services.GetService(typeof(Microsoft.Extensions.Hosting.IHostApplicationLifetime))!)
            .ApplicationStopping.Register(() => readiness = AskAsync());
        var stopping = app.StopAsync();
        await socket.ClosedAsync();
        await stopping;
        await readiness;

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (ready.StatusCode, after));

        async Task AskAsync()
        {
            try
            {
                using var answer = await app.Anonymous.GetAsync("/health/ready");
                after = answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                // it has stopped listening before the question came: that is not ready either
                after = HttpStatusCode.ServiceUnavailable;
            }
        }
    }

    private static Process Start(string database, out ConcurrentQueue<string> output)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmGraph.Api.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src/Api"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Crm"] = database;
        start.Environment["Database__Provider"] = "Sqlite";
        start.Environment["Security__BootstrapApiKey"] = Key;
        var process = new Process { StartInfo = start };
        var lines = output = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<Uri> AddressAsync(Process server, ConcurrentQueue<string> output)
    {
        const string said = "Now listening on: ";
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience && !server.HasExited; await Task.Delay(50, Cancelled))
        {
            if (output.FirstOrDefault(l => l.Contains(said, StringComparison.Ordinal)) is { } line) return new Uri(line[(line.IndexOf(said, StringComparison.Ordinal) + said.Length)..].Trim());
        }
        throw new InvalidOperationException($"The server does not start.\n{string.Join('\n', output)}");
    }

    private static string Csv(int rows)
    {
        var csv = new StringBuilder("name,company\n");
        for (var i = 0; i < rows; i++) csv.Append("李明,测试公司").Append(i).Append('\n');
        return csv.ToString();
    }

    // nobody but the import keeps others from writing for a whole second
    private static async Task UntilWritingAsync(string database, Task importing)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = ("BEGIN IMMEDIATE; ROLLBACK;", 1);
        while (!importing.IsCompleted)
        {
            try
            {
                await command.ExecuteNonQueryAsync(Cancelled);
                await Task.Delay(10, Cancelled);
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
            {
                return;
            }
        }
        Assert.Fail("The import was over before it was noticed.");
    }
}
