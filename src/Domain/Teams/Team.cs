namespace CrmGraph.Domain.Teams;

/// <summary>A sales team. Teams form trees; who leads a team sees everything below it.</summary>
public sealed class Team : Aggregate<TeamId>
{
    private Team() => Name = "";

    /// <summary>The team's name.</summary>
    public string Name { get; private set; }

    /// <summary>The region that it sells in.</summary>
    public string? Region { get; private set; }

    /// <summary>The team above it; null at the top of a tree.</summary>
    public TeamId? ParentId { get; private set; }

    /// <summary>Creates a team, below <paramref name="parent"/> if there is one.</summary>
    public static Team Create(string name, string? region, Team? parent, DateTimeOffset now) => new()
    {
        Id = TeamId.New(now),
        Name = Guard.Text(name, "name", 100),
        Region = Guard.OptionalText(region, "region", 100),
        ParentId = parent?.Id,
    };

    /// <summary>The team <paramref name="root"/> and every team below it. A loop in the data ends the walk, it does not hang it.</summary>
    public static IReadOnlyList<TeamId> Subtree(IEnumerable<Team> teams, TeamId root)
    {
        var children = teams.Where(t => t.ParentId is not null).ToLookup(t => t.ParentId!.Value, t => t.Id);
        var found = new List<TeamId> { root };
        var seen = new HashSet<TeamId> { root };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(children[found[i]].Where(seen.Add));
        return found;
    }
}
