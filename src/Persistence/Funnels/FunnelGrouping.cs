namespace CrmGraph.Persistence.Funnels;

/// <summary>By what a funnel is told apart.</summary>
public enum FunnelGrouping
{
    /// <summary>The user who owns the opportunity now.</summary>
    Owner,

    /// <summary>The team that the opportunity belongs to now.</summary>
    Team,

    /// <summary>The lead source of the opportunity.</summary>
    Source,

    /// <summary>The industry of the account.</summary>
    Industry,

    /// <summary>The region of the account.</summary>
    Region,

    /// <summary>The month of creation, UTC.</summary>
    Month,
}
