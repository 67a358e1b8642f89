using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>A mail folder. Its id never changes.</summary>
public sealed class GraphFolder
{
    internal GraphFolder(string id, string name, GraphFolder? parent, string? wellKnownName)
    {
        Id = id;
        Name = name;
        Parent = parent;
        WellKnownName = wellKnownName;
    }

    /// <summary>The id.</summary>
    public string Id { get; }

    /// <summary>The name as the user sees it.</summary>
    public string Name { get; internal set; }

    /// <summary>The folder that it is in; null for the root.</summary>
    public GraphFolder? Parent { get; internal set; }

    /// <summary>The name by which a path may mean it, as inbox.</summary>
    public string? WellKnownName { get; }

    /// <summary>How many messages it holds.</summary>
    public int Count { get; internal set; }

    /// <summary>How many of them are unread.</summary>
    public int Unread { get; internal set; }

    internal ChangeLog<GraphMessage> Log { get; } = new();
}
