namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>What a criterion asks for.</summary>
public enum CriterionKind
{
    /// <summary>A field of the deal is filled.</summary>
    FieldPresent,

    /// <summary>A field of the deal is filled and within bounds.</summary>
    FieldInRange,

    /// <summary>An activity of a kind was completed since the deal entered its stage.</summary>
    Activity,

    /// <summary>The qualification of the deal is affirmed.</summary>
    Qualified,

    /// <summary>Somebody on the customer's side has a role in the purchase.</summary>
    Stakeholder,

    /// <summary>The customer has accepted a quote.</summary>
    QuoteAccepted,

    /// <summary>The latest approval asked for the deal was granted.</summary>
    Approved,

    /// <summary>Who moves the deal has a role, or one above it.</summary>
    CallerRole,
}
