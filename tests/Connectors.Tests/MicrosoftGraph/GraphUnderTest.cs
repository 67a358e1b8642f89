using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Connectors.Tests.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>The emulated Microsoft Graph with one mailbox; its pages are those of the inbox.</summary>
internal sealed class GraphUnderTest : SyncUnderTest
{
    private readonly FakeTimeProvider _time;
    private int _put;

    private GraphUnderTest(GraphEmulator emulator, FakeTimeProvider time) => (Emulator, _time) = (emulator, time);

    internal GraphEmulator Emulator { get; }

    internal GraphMailbox Mailbox => Emulator.Mailbox(SyncScene.Seller);

    /// <summary>Settings of which a test wants others.</summary>
    internal Dictionary<string, string?> Settings { get; } = [];

    internal override TimeSpan RetryAfter => Emulator.Options.RetryAfter;

    internal override int Requests => Emulator.Requests.Count;

    internal override IReadOnlyList<string> Breaches => [.. Emulator.Breaches.Select(b => b.ToString())];

    internal override IReadOnlyList<string> Secrets => [Emulator.Options.ClientSecret, .. Emulator.TokensGiven];

    internal static async Task<GraphUnderTest> StartAsync(FakeTimeProvider time)
    {
        var emulator = await GraphEmulator.StartAsync(time, new GraphEmulatorOptions { RetryAfter = TimeSpan.FromSeconds(20), Latency = TimeSpan.Zero });
        emulator.Mailbox(SyncScene.Seller, "王芳");
        return new GraphUnderTest(emulator, time);
    }

    internal override void Register(IServiceCollection services, bool isEnabled = true)
    {
        var settings = GraphScene.SettingsOf(Emulator);
        settings["Connectors:MicrosoftGraph:Enabled"] = isEnabled ? "true" : "false";
        settings["Connectors:MicrosoftGraph:PageSize"] = $"{SyncScene.PageSize}";
        foreach (var (key, value) in Settings) settings[key] = value;
        services.AddMicrosoftGraph(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }

    internal override void Put(string name) => Mailbox.Receive(SyncScene.Customer, name, $"{name}的正文", at: _time.GetUtcNow().AddMinutes(-++_put));

    internal override void Remove(string name) => Mailbox.DeletePermanently(Mailbox.Messages.Single(m => m.Subject == name));

    internal override void FailNextPage(SyncFault fault, int after = 0)
    {
        var seen = 0;
        Emulator.Faults.Next(
            fault switch
            {
                SyncFault.CutBefore => GraphFault.CutBefore,
                SyncFault.CutAfter => GraphFault.CutAfter,
                SyncFault.CutInAnswer => GraphFault.CutAmid,
                SyncFault.Error => GraphFault.ServerError,
                SyncFault.Throttled => GraphFault.TooManyRequests,
                SyncFault.CursorLost => GraphFault.SyncStateLost,
                SyncFault.ItemsTwice => GraphFault.DuplicateItems,
                SyncFault.OutOfOrder => GraphFault.ItemsOutOfOrder,
                _ => GraphFault.PageRepeated,
            },
            1,
            line => IsPage(line) && seen++ >= after);
    }

    internal override Task HoldNextPage() => Emulator.Faults.HoldNext(IsPage, takesEffect: true).Come;

    internal override void ForgetCursors() => Emulator.ExpireDeltaTokens();

    internal override (string Kind, string Error) BreakOnePart()
    {
        Emulator.Faults.Next(GraphFault.ServerError, 100, line => line.Contains("calendarView", StringComparison.OrdinalIgnoreCase));
        return (GraphSources.Calendar, "HTTP 500");
    }

    internal override void Mend() => Emulator.Faults.Off();

    public override ValueTask DisposeAsync() => Emulator.DisposeAsync();

    private bool IsPage(string line) => line.Contains("/messages/delta", StringComparison.OrdinalIgnoreCase) && line.Contains(Uri.EscapeDataString(Mailbox.Inbox.Id), StringComparison.Ordinal);
}
