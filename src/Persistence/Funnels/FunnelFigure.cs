namespace CrmGraph.Persistence.Funnels;

/// <summary>What a part of a funnel counts. Each is a sum over deals, so that parts of days, teams and so on add up.</summary>
public enum FunnelFigure
{
    /// <summary>Deals by the furthest stage that they ever reached.</summary>
    Furthest,

    /// <summary>Deals by the stage that they are in.</summary>
    Standing,

    /// <summary>Lost deals by the open stage that they were in before, and the reason.</summary>
    Lost,

    /// <summary>Won deals with the time from creation to WON.</summary>
    Won,

    /// <summary>Completed visits to a stage by how long they took; the count is one of visits, not of deals.</summary>
    Visits,
}
