namespace CrmGraph.Domain.Opportunities;

/// <summary>What somebody on the customer's side has to do with the purchase.</summary>
public enum StakeholderRole
{
    /// <summary>Releases the money.</summary>
    EconomicBuyer,

    /// <summary>Says yes or no.</summary>
    DecisionMaker,

    /// <summary>Sells for us inside.</summary>
    Champion,

    /// <summary>Is asked for an opinion.</summary>
    Influencer,

    /// <summary>Will work with it.</summary>
    User,

    /// <summary>Decides who gets through.</summary>
    Gatekeeper,
}
