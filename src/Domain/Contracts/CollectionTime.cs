namespace CrmGraph.Domain.Contracts;

/// <summary>A payment as far as it decides how long collecting takes.</summary>
/// <param name="Amount">The weight; all of one currency.</param>
/// <param name="SignedOn">When the contract was signed.</param>
/// <param name="PaidOn">When the money came in.</param>
public sealed record CollectedAmount(decimal Amount, DateOnly SignedOn, DateOnly PaidOn);

/// <summary>How long it takes until money comes in: the mean of (payment date − signing date), weighted by amount.</summary>
public static class CollectionTime
{
    private const decimal SecondsPerDay = 86_400m;

    /// <summary>The weighted mean, to the second; null if nothing has come in. A deposit before the signature counts with negative days.</summary>
    public static TimeSpan? Of(IEnumerable<CollectedAmount> collected)
    {
        var (weights, days) = (0m, 0m);
        foreach (var payment in collected)
        {
            weights += payment.Amount;
            days += payment.Amount * (payment.PaidOn.DayNumber - payment.SignedOn.DayNumber);
        }

        return weights == 0 ? null : TimeSpan.FromSeconds((double)decimal.Round(days / weights * SecondsPerDay, MidpointRounding.AwayFromZero));
    }
}
