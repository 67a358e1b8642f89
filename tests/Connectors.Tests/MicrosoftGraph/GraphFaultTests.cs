using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What goes wrong on the way is waited out, and nothing is asked meanwhile.</summary>
public sealed class GraphFaultTests
{
    [Fact]
    public async Task A_mailbox_is_left_alone_for_as_long_as_it_asks()
    {
        await using var scene = await GraphScene.StartAsync(
            emulator: new GraphEmulatorOptions { RetryAfter = TimeSpan.FromSeconds(30) },
            fill: graph =>
            {
                graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "报价");
                graph.Faults.Next(GraphFault.TooManyRequests, 1, line => line.Contains("/delta", StringComparison.Ordinal));
            });
        await scene.SettleAsync();

        Assert.Single(await scene.ActivitiesAsync());
        Assert.Equal(1, scene.Emulator.Faults.Happened(GraphFault.TooManyRequests));
        Assert.Empty(scene.Emulator.Breaches);
    }
}
