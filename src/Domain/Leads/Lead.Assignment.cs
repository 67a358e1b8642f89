using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

public sealed partial class Lead
{
    /// <summary>The name of the rule that assigned the lead; null if somebody did.</summary>
    public string? AssignmentRule { get; private set; }

    /// <summary>Why the lead is where it is, in words; null as long as it is with who entered it.</summary>
    public string? AssignmentReason { get; private set; }

    /// <summary>When the lead was assigned; null as long as it is with who entered it.</summary>
    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>Gives the lead to a user.</summary>
    /// <param name="owner">The user, who must be active.</param>
    /// <param name="now">The current time.</param>
    /// <param name="rule">The rule that says so; null if somebody does.</param>
    /// <param name="reason">Why, in words.</param>
    public void AssignTo(User owner, DateTimeOffset now, string? rule = null, string? reason = null)
    {
        RequireAlive();
        owner.RequireActive("ownerId");
        if (owner.Id != OwnerId) Place(owner.Id, owner.TeamId, now, rule, reason ?? $"Given to {owner.Name}.");
    }

    /// <summary>Lets the lead wait in a team until one of its members takes it.</summary>
    /// <param name="team">The team.</param>
    /// <param name="now">The current time.</param>
    /// <param name="rule">The rule that says so; null if somebody does.</param>
    /// <param name="reason">Why, in words.</param>
    public void AssignTo(Team team, DateTimeOffset now, string? rule = null, string? reason = null)
    {
        RequireAlive();
        if (OwnerId is not null || team.Id != TeamId) Place(null, team.Id, now, rule, reason ?? $"Waits in {team.Name}.");
    }

    private void Place(UserId? ownerId, TeamId? teamId, DateTimeOffset now, string? rule, string reason)
    {
        var previous = OwnerId;
        (OwnerId, TeamId, UpdatedAt) = (ownerId, teamId, now);
        (AssignmentRule, AssignmentReason, AssignedAt) = (rule, reason, now);
        Raise(new LeadAssigned(Id, previous, ownerId, teamId, now));
    }
}
