using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

/// <summary>However much goes wrong, a client that applies by id and begins again after 410 ends with what is in the mailbox.</summary>
public sealed class EmulatedFaultsTests
{
    private readonly Dictionary<string, Dictionary<string, string>> _read = [];

    [Fact]
    public async Task Faults_lose_nothing_for_a_client_that_keeps_the_rules()
    {
        await using var emulator = await GraphEmulator.StartAsync(options: new GraphEmulatorOptions { RetryAfter = TimeSpan.Zero, Latency = TimeSpan.Zero });
        emulator.Faults.SlowFor = TimeSpan.FromMilliseconds(5);
        using var caller = new GraphCaller(emulator);
        await caller.SignInAsync();
        caller.Wang.Fill(new MailboxFilling { Messages = 300 });
        var folders = new[] { caller.Wang.Inbox, caller.Wang.Archive, caller.Wang.SentItems, caller.Wang.DeletedItems };
        var links = folders.ToDictionary(f => f.Id, f => (string?)null);
        var random = new Random(3);

        emulator.Faults.Everything(0.08, seed: 11);
        for (var round = 0; round < 200; round++)
        {
            Live(caller.Wang, random, folders);
            var folder = folders[random.Next(folders.Length)].Id;
            links[folder] = await ReadPageAsync(caller, folder, links[folder]);
        }
        emulator.Faults.Off();
        foreach (var folder in folders)
        {
            // a round without changes answers with the link that it was asked by
            for (var before = "none"; before != links[folder.Id];)
            {
                before = links[folder.Id] ?? "";
                links[folder.Id] = await ReadPageAsync(caller, folder.Id, links[folder.Id]);
            }
        }

        Assert.All(folders, folder => Assert.Equal(
            caller.Wang.Messages.Where(m => m.Folder == folder).ToDictionary(m => m.ImmutableId, m => $"{m.Subject} {m.IsRead}").OrderBy(p => p.Key, StringComparer.Ordinal),
            _read[folder.Id].OrderBy(p => p.Key, StringComparer.Ordinal)));
        Assert.All(Enum.GetValues<GraphFault>().Where(f => f < GraphFault.NotificationLost), f => Assert.True(emulator.Faults.Happened(f) > 0, $"{f} never happened."));
        Assert.Empty(emulator.Breaches);
    }

    private static void Live(GraphMailbox mailbox, Random random, GraphFolder[] folders)
    {
        mailbox.Receive("li.na@huaxin.example", $"新 {random.Next(1000)}");
        var any = mailbox.Messages[random.Next(mailbox.Messages.Count)];
        mailbox.Move(any, folders[random.Next(folders.Length)]);
        mailbox.Mark(mailbox.Messages[random.Next(mailbox.Messages.Count)], isRead: random.Next(2) == 0);
        mailbox.Delete(mailbox.Messages[random.Next(mailbox.Messages.Count)]);
    }

    /// <summary>Reads a page; answers with the link to go on with: the same one after a failure, none after 410.</summary>
    private async Task<string?> ReadPageAsync(GraphCaller caller, string folder, string? link)
    {
        GraphReply reply;
        try
        {
            reply = await caller.GetAsync(link ?? $"mailFolders/{folder}/messages/delta?$select=subject,isRead", "IdType=\"ImmutableId\", odata.maxpagesize=60");
        }
        catch (HttpRequestException)
        {
            return link;
        }
        if (reply.Status != 200) return reply.Status == 410 ? null : link;
        if (link is null) _read[folder] = [];
        foreach (var item in reply.Value) Apply(_read[folder], item);
        return (reply.Json.TryGetProperty("@odata.deltaLink", out var next) ? next : reply.Json.GetProperty("@odata.nextLink")).GetString();
    }

    private static void Apply(Dictionary<string, string> read, JsonElement item)
    {
        var id = item.GetProperty("id").GetString()!;
        if (item.TryGetProperty("@removed", out _)) read.Remove(id);
        else read[id] = $"{item.GetProperty("subject").GetString()} {item.GetProperty("isRead").GetBoolean()}";
    }
}
