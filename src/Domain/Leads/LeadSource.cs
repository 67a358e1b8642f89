namespace CrmGraph.Domain.Leads;

/// <summary>Where leads and opportunities come from.</summary>
public sealed class LeadSource : Aggregate<LeadSourceId>
{
    private LeadSource() => Key = Name = "";

    /// <summary>The key by which inputs name the source, e.g. <c>website</c>; unique and stable.</summary>
    public string Key { get; private set; }

    /// <summary>The name that people see, e.g. 官网注册.</summary>
    public string Name { get; private set; }

    /// <summary>The kind of channel, e.g. online, event or partner.</summary>
    public string? Channel { get; private set; }

    /// <summary>Creates a source.</summary>
    public static LeadSource Create(string key, string name, string? channel, DateTimeOffset now) => new()
    {
        Id = LeadSourceId.New(now),
        Key = Guard.Key(key, "key"),
        Name = Guard.Text(name, "name", 100),
        Channel = Guard.OptionalText(channel, "channel", 50),
    };

    /// <summary>Changes what people see of the source; its key stays.</summary>
    public void Describe(string name, string? channel)
    {
        var valid = Guard.Text(name, "name", 100);
        (Channel, Name) = (Guard.OptionalText(channel, "channel", 50), valid);
    }
}
