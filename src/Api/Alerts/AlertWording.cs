using CrmGraph.Domain.Alerts;

namespace CrmGraph.Api.Alerts;

/// <summary>What alerts say, in the language of whoever reads them.</summary>
internal static class AlertWording
{
    /// <summary>The message.</summary>
    internal static string Say(string kind, string about, int days, bool chinese) => (kind, chinese) switch
    {
        (AlertKinds.OpportunityStagnant, false) => $"{about} has had no update for {Days(days)}.",
        (AlertKinds.OpportunityStagnant, true) => $"{about} 已 {days} 天没有更新。",
        (AlertKinds.ActivityOverdue, false) => $"{about} was due {Ago(days)} and is not done.",
        (AlertKinds.ActivityOverdue, true) => $"{about} 已逾期 {days} 天，尚未完成。",
        (AlertKinds.InstalmentOverdue, false) => $"{about} was due {Ago(days)} and is not paid in full.",
        (AlertKinds.InstalmentOverdue, true) => $"{about} 已逾期 {days} 天，尚未付清。",
        (AlertKinds.ErpFailed, false) => $"{about} could not be transferred; its entry in the ledger says why. Mend the cause, then call retryErpSync.",
        (AlertKinds.ErpFailed, true) => $"{about} 未能传送，原因见同步记录；排除原因后请调用 retryErpSync 重试。",
        _ => about,
    };

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Ago(int days) => days == 0 ? "less than a day ago" : $"{Days(days)} ago";
}
