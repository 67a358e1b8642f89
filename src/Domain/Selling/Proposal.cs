using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Selling;

/// <summary>What a deal is worth to the customer, in figures. A deal has one.</summary>
public sealed class Proposal : Aggregate<ProposalId>
{
    /// <summary>At most so many benefits has a proposal.</summary>
    public const int MaxBenefits = 50;

    private Proposal() => Summary = "";

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What is proposed, in words.</summary>
    public string Summary { get; private set; }

    /// <summary>What the customer gains.</summary>
    public IReadOnlyList<ProposalBenefit> Benefits { get; private set; } = [];

    /// <summary>What the customer spends in all.</summary>
    public Money Cost { get; private set; }

    /// <summary>Over how many years the gain is counted.</summary>
    public int Years { get; private set; }

    /// <summary>Who saved it last.</summary>
    public UserId ById { get; private set; }

    /// <summary>When it was saved last.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What all benefits together are worth in a year, in the currency of the cost.</summary>
    public Money ValuePerYear { get; private set; }

    /// <summary>After how many months the gain has paid for the cost, to a tenth; null if there is no gain.</summary>
    public decimal? PaybackMonths { get; private set; }

    /// <summary>(value per year × years − cost) ÷ cost in percent, to a tenth; null if it costs nothing.</summary>
    public decimal? RoiPercent { get; private set; }

    /// <summary>The proposal of a deal, still to be written.</summary>
    public static Proposal For(Opportunity deal, DateTimeOffset now) => new() { Id = ProposalId.New(now), OpportunityId = deal.Id };

    /// <summary>Writes the proposal, or writes it anew.</summary>
    /// <param name="summary">What is proposed.</param>
    /// <param name="benefits">What the customer gains.</param>
    /// <param name="cost">What the customer spends in all.</param>
    /// <param name="years">Over how many years the gain is counted, from 1 to 20.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="now">The current time.</param>
    public void Write(string summary, IReadOnlyList<ProposalBenefit> benefits, Money cost, int years, UserId by, DateTimeOffset now)
    {
        var text = Guard.Text(summary, "summary", 5000);
        if (benefits.Count > MaxBenefits) throw Guard.Invalid("benefits", $"A proposal has at most {MaxBenefits} benefits.");
        ProposalBenefit[] valid = [.. benefits.Select((b, i) => Guard.Within(b.Checked, "benefits", i.ToString(System.Globalization.CultureInfo.InvariantCulture)))];
        if (cost.Amount < 0) throw Guard.Invalid("cost", "The cost must not be negative.");
        var span = Guard.OptionalRange(years, "years", 1, 20)!.Value;
        if (cost.Amount > Opportunity.MaxAmount || valid.Sum(b => b.ValuePerYear) > Opportunity.MaxAmount) throw Guard.Invalid("cost", "Cost and value are at most 1,000,000,000,000.");
        var value = valid.Sum(b => b.ValuePerYear);
        (Summary, Benefits, Cost, Years, ById, At) = (text, valid, cost, span, by, now);
        ValuePerYear = new Money(value, cost.Currency);
        PaybackMonths = value > 0 ? Tenths(cost.Amount * 12 / value) : null;
        RoiPercent = cost.Amount > 0 ? Tenths((value * span - cost.Amount) * 100 / cost.Amount) : null;
    }

    // what comes of a cent's cost may be larger than any figure that says something
    private static decimal Tenths(decimal figure) => decimal.Round(Math.Clamp(figure, -1_000_000_000m, 1_000_000_000m), 1, MidpointRounding.AwayFromZero);
}

/// <summary>One gain of the customer.</summary>
/// <param name="Metric">What gets better, e.g. 报价周期.</param>
/// <param name="Baseline">How it is today.</param>
/// <param name="Target">How it will be.</param>
/// <param name="ValuePerYear">What that is worth in a year, in the currency of the cost.</param>
public sealed record ProposalBenefit(string Metric, string? Baseline, string? Target, decimal ValuePerYear)
{
    internal ProposalBenefit Checked()
    {
        if (ValuePerYear is < 0 or > Opportunity.MaxAmount) throw Guard.Invalid("valuePerYear", "valuePerYear must be from 0 to 1,000,000,000,000.");
        if (decimal.Round(ValuePerYear, 4) != ValuePerYear) throw Guard.Invalid("valuePerYear", "valuePerYear has more than four decimals; round it.");
        return new ProposalBenefit(Guard.Text(Metric, "metric", 200), Guard.OptionalText(Baseline, "baseline", 200), Guard.OptionalText(Target, "target", 200), ValuePerYear);
    }
}
