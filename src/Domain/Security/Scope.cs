namespace CrmGraph.Domain.Security;

/// <summary>Whose records a permission reaches.</summary>
public enum Scope
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>The caller's own, and those in the caller's team that nobody owns yet.</summary>
    Own,

    /// <summary>Those of the caller's team; the own ones of a caller without a team.</summary>
    Team,

    /// <summary>Those of the caller's team and of all teams below it; the own ones of a caller without a team.</summary>
    Subtree,

    /// <summary>Everybody's.</summary>
    All,
}
