using System.Globalization;
using System.Runtime.InteropServices;
using CrmGraph.GraphDemo;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

// The CRM server beside an emulated Microsoft Graph with mailboxes of four demo users. Ctrl+C ends both.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var screen = TextWriter.Synchronized(Console.Out);
string[] sellers = ["wang.fang@crmgraph.example", "li.haoran@crmgraph.example", "zhao.lei@crmgraph.example", "lucas.keller@crmgraph.example"];

try
{
    await using var graph = await GraphEmulator.StartAsync(options: new GraphEmulatorOptions { Port = Ports.Graph });
    foreach (var seller in sellers) graph.Mailbox(seller);
    await screen.WriteLineAsync($"Microsoft Graph is emulated at {graph.BaseUrl}. The server is starting with an empty database of its own; that takes a moment.");
    await using var server = await ServerProcess.StartAsync(graph, sellers, screen, stop.Token);
    using var crm = new CrmQuestions(server.Address);
    var deals = new List<DemoDeal>();
    foreach (var seller in sellers) deals.AddRange(await crm.OpenDealsAsync(seller, stop.Token));

    var life = new DemoMail(graph, deals, screen);
    life.FillPast();
    await screen.WriteLineAsync(Guide.Text(server.Address, deals[0]));
    await life.GoOnAsync(server.Ended, stop.Token);
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    await screen.WriteLineAsync("Both have ended.");
}
catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException or TimeoutException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
