namespace CrmGraph.Domain.Accounts;

/// <summary>What is known of a customer that may be at risk.</summary>
/// <param name="Since">Since when the customer is known.</param>
/// <param name="LastContactAt">The latest contact.</param>
/// <param name="Satisfaction">How satisfied the customer is on average, from 1 to 5.</param>
/// <param name="IsOpposed">Whether somebody who decides on an open deal is against it.</param>
/// <param name="LastOutcomesLost">How many of the latest closed deals were lost in a row.</param>
/// <param name="HasBusiness">Whether there is an open deal, or one that was won.</param>
public sealed record CustomerRisk(
    DateTimeOffset Since, DateTimeOffset? LastContactAt, double? Satisfaction, bool IsOpposed, int LastOutcomesLost, bool HasBusiness)
{
    /// <summary>Nobody has talked to a customer with whom there is business for 90 days.</summary>
    public const string NoContact = "NO_CONTACT_90_DAYS";

    /// <summary>The customer's answers to surveys average 2 of 5 or less.</summary>
    public const string Dissatisfied = "DISSATISFIED";

    /// <summary>An economic buyer or decision maker of an open deal is OPPOSED.</summary>
    public const string Opposed = "DECISION_MAKER_OPPOSED";

    /// <summary>The latest two deals or more were lost.</summary>
    public const string Losing = "LAST_DEALS_LOST";

    private static readonly TimeSpan Silence = TimeSpan.FromDays(90);

    /// <summary>The gravest risk, in the order dissatisfied, opposed, silent, losing; null if there is none.</summary>
    public string? Name(DateTimeOffset now)
    {
        if (Satisfaction <= 2) return Dissatisfied;
        if (IsOpposed) return Opposed;
        if (HasBusiness && now - (LastContactAt ?? Since) > Silence) return NoContact;
        return LastOutcomesLost >= 2 ? Losing : null;
    }
}
