namespace CrmGraph.Domain.Alerts;

/// <summary>What the CRM itself alerts to. Connectors may have kinds of their own.</summary>
public static class AlertKinds
{
    /// <summary>An open deal has had no update for longer than its stage allows.</summary>
    public const string OpportunityStagnant = "OPPORTUNITY_STAGNANT";

    /// <summary>A planned activity was not done in time.</summary>
    public const string ActivityOverdue = "ACTIVITY_OVERDUE";

    /// <summary>An instalment was not paid in time.</summary>
    public const string InstalmentOverdue = "INSTALMENT_OVERDUE";

    /// <summary>A won deal could not be brought into an ERP, and nothing more is tried.</summary>
    public const string ErpFailed = "ERP_FAILED";
}
