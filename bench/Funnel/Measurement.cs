using System.Diagnostics;

namespace CrmGraph.FunnelBench;

/// <summary>Asks the markets in turn, many times, and compares the medians: ratios hold on a busy machine, times do not.</summary>
internal static class Measurement
{
    private const int Rounds = 21;
    private const string Cheap = "entered current lost amount { amount } weightedAmount { amount } conversionRate benchmark gap lossReasons { reason { name } count amount { amount } }";

    private static readonly (string Name, string Fields, string? GroupBy)[] Cases =
    [
        ("all fields", $"winRate averageCycle bottleneck {{ stage {{ name }} }} stages {{ stage {{ name }} {Cheap} medianTime p90Time }}", null),
        ("without times", $"winRate averageCycle stages {{ stage {{ name }} {Cheap} }}", null),
        ("by month", $"stages {{ {Cheap} }} groups {{ key label winRate stages {{ {Cheap} }} }}", "MONTH"),
        ("by team", $"stages {{ {Cheap} }} groups {{ key label winRate stages {{ {Cheap} }} }}", "TEAM"),
        ("by owner", $"stages {{ {Cheap} }} groups {{ key label winRate stages {{ {Cheap} }} }}", "OWNER"),
    ];

    private static readonly (string Name, string From, string To)[] Periods =
        [("365 days", "2025-06-15", "2026-06-15"), ("12 months", "2025-07-01", "2026-07-01")];

    internal static async Task RunAsync(IReadOnlyList<Market> markets, TextWriter output)
    {
        await output.WriteLineAsync($"case; caller; period; {string.Join("; ", markets.Select(m => $"{m.Size:N0} ms"))}; ratio");
        foreach (var (name, fields, groupBy) in Cases)
        {
            foreach (var caller in new[] { "admin", "manager", "rep" })
            {
                foreach (var (span, from, to) in Periods)
                {
                    var times = await TimeAsync(markets, caller, fields, groupBy, from, to);
                    await output.WriteLineAsync($"{name}; {caller}; {span}; {string.Join("; ", times.Select(t => $"{t:0.0}"))}; {times[^1] / times[0]:0.00}");
                }
            }
        }
    }

    private static async Task<double[]> TimeAsync(IReadOnlyList<Market> markets, string caller, string fields, string? groupBy, string from, string to)
    {
        var times = markets.Select(_ => new List<double>()).ToArray();
        for (var round = -3; round < Rounds; round++)
        {
            for (var i = 0; i < markets.Count; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await markets[i].AskAsync(caller, fields, groupBy, from, to);
                if (round >= 0) times[i].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return [.. times.Select(t => t.Order().ElementAt(t.Count / 2))];
    }
}
