using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace CrmGraph.FanOutBench;

/// <summary>The whole server on an SQLite file with demo data, in a process of its own: mutations in, events out.</summary>
internal sealed class CrmServer : IDisposable
{
    private const string Key = "a-key-for-this-measurement-only-0123456789";
    private const string Move = "mutation ($id: ID!, $stage: ID!) { moveOpportunity(input: { opportunityId: $id, stageId: $stage }) { errors { message } } }";

    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly HttpClient http;
    private readonly Queue<(string Deal, string Stage)> moves = [];

    private CrmServer(Process process, DirectoryInfo folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Add("X-Api-Key", Key);
    }

    public int Port { get; }

    /// <summary>What connections are opened with.</summary>
    public static string InitPayload => $",\"payload\":{{\"x-api-key\":\"{Key}\"}}";

    /// <summary>What is subscribed to.</summary>
    public static string SubscribePayload => """
        {"query":"subscription { opportunityStageChanged { cursor at opportunity { id name amount { amount currency } account { name } } from { key } to { key } by { name } } }"}
        """;

    /// <summary>Processor time used so far, in seconds.</summary>
    public double Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <param name="assembly">Path of the built server.</param>
    public static async Task<CrmServer> StartAsync(string assembly)
    {
        var folder = Directory.CreateTempSubdirectory("fan-out");
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(assembly)]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ConnectionStrings__Crm"] = $"Data Source={Path.Combine(folder.FullName, "crm.db")}";
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Security__BootstrapApiKey"] = Key;
        start.Environment["Logging__LogLevel__Default"] = "Error";
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        var server = new CrmServer(process, folder, port);
        for (var i = 0; ; i++)
        {
            try
            {
                using var ready = await server.http.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode)
                    break;
            }
            catch (HttpRequestException) when (i < 600 && !process.HasExited)
            {
                // not listening yet
            }

            await Task.Delay(200);
        }

        await server.FindMovesAsync();
        return server;
    }

    /// <summary>Moves a deal to another stage, which is one event.</summary>
    public async Task MoveAsync()
    {
        var (deal, stage) = moves.Dequeue();
        var answer = await AskAsync(Move, new { id = deal, stage });
        if (answer.GetProperty("moveOpportunity").GetProperty("errors").GetArrayLength() > 0)
            throw new InvalidOperationException(answer.GetRawText());
    }

    public void Dispose()
    {
        http.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    // deals of a pipeline without gates, from one open stage to the next and the next
    private async Task FindMovesAsync()
    {
        var deals = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = (await AskAsync(
                "query ($after: String) { opportunities(first: 50, after: $after, where: { stage: { kind: { eq: OPEN } } }) { nodes { id pipeline { id } stageOptions { stage { id kind } allowed } } pageInfo { endCursor hasNextPage } } }",
                new { after })).GetProperty("opportunities");
            deals.AddRange(page.GetProperty("nodes").EnumerateArray());
            var info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        var paths = deals.GroupBy(d => d.GetProperty("pipeline").GetProperty("id").GetString())
            .Where(pipeline => pipeline.SelectMany(OptionsOf).All(o => o.GetProperty("allowed").GetBoolean()))
            .SelectMany(pipeline => pipeline)
            .Select(d => (Deal: d.GetProperty("id").GetString()!, Stages: OptionsOf(d).Select(o => o.GetProperty("stage")).Where(s => s.GetProperty("kind").GetString() == "OPEN").Select(s => s.GetProperty("id").GetString()!).ToArray()))
            .ToList();
        for (var i = 0; i < paths.Max(p => p.Stages.Length); i++)
        {
            foreach (var (deal, stages) in paths.Where(p => p.Stages.Length > i))
                moves.Enqueue((deal, stages[i]));
        }

        static IEnumerable<JsonElement> OptionsOf(JsonElement deal) => deal.GetProperty("stageOptions").EnumerateArray();
    }

    private async Task<JsonElement> AskAsync(string query, object variables)
    {
        using var response = await http.PostAsJsonAsync("/graphql", new { query, variables });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException(errors.GetRawText()) : answer.GetProperty("data");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
