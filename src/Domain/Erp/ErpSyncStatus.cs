namespace CrmGraph.Domain.Erp;

/// <summary>How the transfer of a won deal to an ERP stands.</summary>
public enum ErpSyncStatus
{
    /// <summary>It waits for its first attempt, or for one that somebody has asked for.</summary>
    Pending,

    /// <summary>An attempt is under way.</summary>
    Sending,

    /// <summary>Something was sent and nobody knows whether it took effect: it is looked up before anything is sent again.</summary>
    Unknown,

    /// <summary>The ERP has the order, once, confirmed and with the right totals.</summary>
    Synced,

    /// <summary>The last attempt failed, and there will be another one.</summary>
    Failed,

    /// <summary>It failed for good; somebody has to mend the cause and ask for another attempt.</summary>
    Dead,
}
