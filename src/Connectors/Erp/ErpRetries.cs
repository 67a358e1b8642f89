namespace CrmGraph.Connectors.Erp;

/// <summary>When a deal is tried again.</summary>
internal static class ErpRetries
{
    /// <summary>How much longer a delay may get by chance, as a fraction of it.</summary>
    internal const double Jitter = 0.2;

    /// <summary>The pause for an ERP that wants fewer requests and does not say for how long, when all delays are used up.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait after so many failures; null if that was the last attempt.</summary>
    /// <param name="configured">The delays of the connector; the usual ones if there are none.</param>
    /// <param name="failures">How often it has failed, from 1.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    internal static TimeSpan? DelayAfter(IList<TimeSpan> configured, int failures, double chance)
    {
        var delays = configured.Count > 0 ? configured : Delays;
        return failures > delays.Count ? null : delays[failures - 1] * (1 + (Jitter * chance));
    }
}
