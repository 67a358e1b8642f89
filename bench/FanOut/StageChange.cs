using System.Globalization;

namespace CrmGraph.FanOutBench;

/// <summary>An event with about as much in it as a dashboard asks for.</summary>
/// <param name="Number">Counts events from 1; its position and cursor.</param>
/// <param name="At">When it was published.</param>
/// <param name="Opportunity">The deal.</param>
/// <param name="From">The stage before.</param>
/// <param name="To">The stage now.</param>
/// <param name="By">Who did it.</param>
public sealed record StageChange(int Number, DateTimeOffset At, Deal Opportunity, string From, string To, string By)
{
    /// <summary>Its cursor.</summary>
    public string Cursor => Number.ToString("D40", CultureInfo.InvariantCulture);

    /// <summary>The event of a number.</summary>
    public static StageChange Of(int number, DateTimeOffset at) => new(
        number, at, new Deal($"0199c0de-{number % 10_000:D4}-7000-8000-000000000000", $"年度框架合同 {number}", "Hangzhou Precision Instruments Co., Ltd.", 1_250_000.50m + number, "CNY"),
        "SOLUTION", "NEGOTIATION", "Li Wei");
}

/// <summary>The deal of an event.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Account">Who buys.</param>
/// <param name="Amount">For how much.</param>
/// <param name="Currency">In which currency.</param>
public sealed record Deal(string Id, string Name, string Account, decimal Amount, string Currency);
