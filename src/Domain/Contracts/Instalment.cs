namespace CrmGraph.Domain.Contracts;

/// <summary>An instalment as it is agreed on.</summary>
/// <param name="DueOn">The last day on which it is paid in time.</param>
/// <param name="Amount">How much, more than 0.</param>
public sealed record NewInstalment(DateOnly DueOn, Money Amount);

/// <summary>A part of a contract's value that is due on a day.</summary>
public sealed class Instalment
{
    private Instalment() { }

    /// <summary>Unique and stable.</summary>
    public InstalmentId Id { get; private set; }

    /// <summary>The contract.</summary>
    public ContractId ContractId { get; private set; }

    /// <summary>Place in the contract, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>The last day on which it is paid in time.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>How much is due.</summary>
    public Money Amount { get; private set; }

    /// <summary>How much of it has come in.</summary>
    public Money Paid { get; private set; }

    /// <summary>The day on which the last of it came in; null until it is paid in full.</summary>
    public DateOnly? PaidOn { get; private set; }

    /// <summary>How much is still to come in.</summary>
    public Money Open => Amount - Paid;

    /// <summary>Whether its day has passed (UTC) and it is not paid in full.</summary>
    public bool IsOverdue(DateTimeOffset now) => PaidOn is null && DueOn < now.Today();

    internal static Instalment Create(ContractId contractId, int position, NewInstalment agreed, DateTimeOffset now) => new()
    {
        Id = InstalmentId.New(now),
        ContractId = contractId,
        Position = position,
        DueOn = Guard.Date(agreed.DueOn, "dueOn"),
        Amount = agreed.Amount.RequirePayable("amount"),
        Paid = Money.Zero(agreed.Amount.Currency),
    };

    internal void Receive(Money amount, DateOnly latest)
    {
        Paid += amount;
        if (Paid == Amount) PaidOn = latest;
    }
}
