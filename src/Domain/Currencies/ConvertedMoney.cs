namespace CrmGraph.Domain.Currencies;

/// <summary>An amount in the organisation's currency, and how it came about.</summary>
/// <param name="Amount">The amount in the organisation's currency, rounded half up (away from zero) to its digits.</param>
/// <param name="Original">The amount that was converted.</param>
/// <param name="Rate">What one unit of the original currency was taken to be worth; 1 if there was nothing to convert.</param>
/// <param name="RateDate">The day from which on that rate holds; null if there was nothing to convert.</param>
public sealed record ConvertedMoney(Money Amount, Money Original, decimal Rate, DateOnly? RateDate);
