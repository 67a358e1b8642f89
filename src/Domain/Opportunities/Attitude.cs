namespace CrmGraph.Domain.Opportunities;

/// <summary>How somebody on the customer's side thinks of the purchase.</summary>
public enum Attitude
{
    /// <summary>Wants it.</summary>
    Supportive,

    /// <summary>Does not mind.</summary>
    Neutral,

    /// <summary>Is against it.</summary>
    Opposed,

    /// <summary>Has not shown it yet.</summary>
    Unknown,
}
