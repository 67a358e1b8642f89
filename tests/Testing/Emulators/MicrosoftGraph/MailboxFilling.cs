namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>How a mailbox is filled in bulk. The same filling of the same mailbox gives the same items.</summary>
public sealed record MailboxFilling
{
    public int Messages { get; init; }

    public int Events { get; init; }

    /// <summary>How far back the messages reach; events reach as far back and half as far ahead.</summary>
    public int Days { get; init; } = 90;

    /// <summary>Those who write to the owner and are written to.</summary>
    public IReadOnlyList<GraphAddress> Others { get; init; } = [new("li.na@huaxin.example", "李娜"), new("m.keller@brueckner.example", "Martin Keller"), new("news@travel.example", "Travel News")];

    /// <summary>Those of the owner's company.</summary>
    public IReadOnlyList<GraphAddress> Colleagues { get; init; } = [new("zhao.lei@crmgraph.example", "赵磊")];

    /// <summary>The share of items that are private or confidential.</summary>
    public double PrivateShare { get; init; } = 0.02;

    /// <summary>The share of items among colleagues only.</summary>
    public double InternalShare { get; init; } = 0.1;

    public int Seed { get; init; } = 5;
}
