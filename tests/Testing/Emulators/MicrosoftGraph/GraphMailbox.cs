using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>A user's mailbox. Its methods do what its owner does in a mail program; the API's requests end in the same ones.</summary>
public sealed partial class GraphMailbox
{
    private readonly GraphEmulator _emulator;
    private readonly Random _ids;

    internal GraphMailbox(GraphEmulator emulator, string address, string name)
    {
        _emulator = emulator;
        // ids are the same in every run
        _ids = new Random(address.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)));
        Address = address;
        Name = name;
        Id = $"{_ids.Next():x8}-0000-4000-8000-{_ids.NextInt64(1L << 48):x12}";
        Throttle = new MailboxThrottle(emulator, address);
        Root = new GraphFolder(NewId("AAMkFld"), "Top of Information Store", null, "msgfolderroot");
        Inbox = AddFolder("收件箱", Root, "inbox");
        SentItems = AddFolder("已发送邮件", Root, "sentitems");
        Drafts = AddFolder("草稿", Root, "drafts");
        DeletedItems = AddFolder("已删除邮件", Root, "deleteditems");
        Archive = AddFolder("Archive", Root, "archive");
        Junk = AddFolder("垃圾邮件", Root, "junkemail");
        AddFolder("发件箱", Root, "outbox");
    }

    /// <summary>The user's id in the directory; the address does as well.</summary>
    public string Id { get; }

    /// <summary>The mail address.</summary>
    public string Address { get; }

    /// <summary>The user's name.</summary>
    public string Name { get; }

    public GraphFolder Root { get; }

    public GraphFolder Inbox { get; }

    public GraphFolder SentItems { get; }

    public GraphFolder Drafts { get; }

    public GraphFolder DeletedItems { get; }

    public GraphFolder Archive { get; }

    public GraphFolder Junk { get; }

    /// <summary>The highest number of requests that ever ran at the same time.</summary>
    public int HighestConcurrency => Throttle.Highest;

    internal MailboxThrottle Throttle { get; }

    internal Lock Gate { get; } = new();

    internal DeltaRounds Rounds { get; } = new();

    internal int Generation { get; private set; }

    internal GraphAddress Owner => new(Address, Name);

    private DateTimeOffset Now => _emulator.Time.GetUtcNow();

    /// <summary>Forgets all sync states: every link of a delta query of this mailbox now answers 410.</summary>
    public void ExpireDeltaTokens()
    {
        lock (Gate) Generation++;
    }

    internal string NewId(string prefix)
    {
        Span<byte> bytes = stackalloc byte[18];
        lock (_ids) _ids.NextBytes(bytes);
        // ids hold what has to be escaped in a path
        return $"{prefix}{Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_')}AAA=";
    }
}
