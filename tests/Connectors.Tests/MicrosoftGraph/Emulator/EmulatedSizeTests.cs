using System.Diagnostics;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

public sealed class EmulatedSizeTests
{
    [Fact]
    public async Task A_mailbox_of_20_000_messages_and_2_000_events_is_the_same_each_time_and_quick_to_read()
    {
        await using var emulator = await GraphEmulator.StartAsync();
        using var caller = new GraphCaller(emulator);
        await caller.SignInAsync();
        var filling = new MailboxFilling { Messages = 20_000, Events = 2_000 };
        await using var other = await GraphEmulator.StartAsync();

        var started = Stopwatch.GetTimestamp();
        caller.Wang.Fill(filling);
        var filled = Stopwatch.GetElapsedTime(started);
        other.Mailbox(caller.Wang.Address).Fill(filling);
        var (items, link, pages) = await caller.ReadDeltaAsync("mailFolders/inbox/messages/delta");
        started = Stopwatch.GetTimestamp();
        var (changes, _, _) = await caller.ReadDeltaAsync(link);
        var read = Stopwatch.GetElapsedTime(started);

        Assert.Equal((20_000, 2_000), (caller.Wang.Messages.Count, caller.Wang.Events.Count));
        Assert.Equal(caller.Wang.Messages.Select(m => (m.ImmutableId, m.Subject)), other.Mailbox(caller.Wang.Address).Messages.Select(m => (m.ImmutableId, m.Subject)));
        Assert.Equal((caller.Wang.Inbox.Count, (caller.Wang.Inbox.Count + 999) / 1000), (items.Count, pages));
        Assert.Empty(changes);
        Assert.True(filled < TimeSpan.FromSeconds(5), $"Filling took {filled}.");
        Assert.True(read < TimeSpan.FromSeconds(1), $"A round without changes took {read}.");
        Assert.Empty(emulator.Breaches);
    }
}
