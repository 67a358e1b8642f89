using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Contracts;

/// <summary>Money that has come in for an instalment.</summary>
public sealed class Payment
{
    private Payment() { }

    /// <summary>Unique and stable.</summary>
    public PaymentId Id { get; private set; }

    /// <summary>The contract.</summary>
    public ContractId ContractId { get; private set; }

    /// <summary>The instalment that it pays, in whole or in part.</summary>
    public InstalmentId InstalmentId { get; private set; }

    /// <summary>How much.</summary>
    public Money Amount { get; private set; }

    /// <summary>The day on which it came in.</summary>
    public DateOnly PaidOn { get; private set; }

    /// <summary>The bank's or the accountant's reference; unique per instalment, so that a repetition is noticed.</summary>
    public string? Reference { get; private set; }

    /// <summary>Who recorded it; null if it was read from an ERP.</summary>
    public UserId? RecordedById { get; private set; }

    /// <summary>The ERP that it was read from: the key of the connector; null if somebody recorded it.</summary>
    public string? Connector { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    internal static Payment Create(Instalment instalment, Money amount, DateOnly paidOn, string? reference, PaymentOrigin origin, DateTimeOffset now) => new()
    {
        Id = PaymentId.New(now),
        ContractId = instalment.ContractId,
        InstalmentId = instalment.Id,
        Amount = amount,
        PaidOn = paidOn,
        Reference = reference,
        RecordedById = origin.UserId,
        Connector = origin.Connector,
        RecordedAt = now,
    };
}

/// <summary>Where a payment is known from: a user, or an ERP.</summary>
/// <param name="UserId">The user who recorded it.</param>
/// <param name="Connector">The key of the ERP's connector.</param>
internal readonly record struct PaymentOrigin(UserId? UserId, string? Connector);
