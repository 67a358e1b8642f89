using System.Globalization;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Contracts;

/// <summary>
/// What a customer has signed, and when the money is due. A deal is done when it is signed and paid: signing is what leaves the
/// signing stage, so a contract can be signed while the deal is open and after it was won, but not for a lost one.
/// </summary>
public sealed partial class Contract : Aggregate<ContractId>
{
    /// <summary>At most so many instalments.</summary>
    public const int MaxInstalments = 120;

    private readonly List<Instalment> _instalments = [];
    private readonly List<Payment> _payments = [];

    private Contract() => Number = "";

    /// <summary>The number on the paper; unique.</summary>
    public string Number { get; private set; }

    /// <summary>The deal; it has one contract at most.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>The day of the signature.</summary>
    public DateOnly SignedOn { get; private set; }

    /// <summary>What the customer is to pay.</summary>
    public Money Value { get; private set; }

    /// <summary>What the customer has yet to pay.</summary>
    public Money Outstanding { get; private set; }

    /// <summary>Who recorded the contract.</summary>
    public UserId CreatedById { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When what is due; order them by position.</summary>
    public IReadOnlyList<Instalment> Instalments => _instalments;

    /// <summary>What has come in, in no particular order.</summary>
    public IReadOnlyList<Payment> Payments => _payments;

    /// <summary>How long collecting has taken so far; null if nothing has come in.</summary>
    public TimeSpan? CollectionTime => Contracts.CollectionTime.Of(_payments.Select(p => new CollectedAmount(p.Amount.Amount, SignedOn, p.PaidOn)));

    /// <summary>Records a signature.</summary>
    /// <param name="number">The number on the paper, which no other contract has.</param>
    /// <param name="deal">The deal, open or won.</param>
    /// <param name="signedOn">The day, not in the future.</param>
    /// <param name="value">What is to be paid, in the currency of the deal.</param>
    /// <param name="instalments">When what is due; their sum is the value exactly.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="now">The current time.</param>
    public static Contract Sign(
        string number, Opportunity deal, DateOnly signedOn, Money value, IReadOnlyList<NewInstalment> instalments, UserId by, DateTimeOffset now)
    {
        if (deal.Status == StageKind.Lost)
            throw new DomainException(ErrorCode.InvalidState, $"Opportunity {deal.Number} is LOST; reopen it before a contract is signed.");
        if (value.Currency != deal.Amount.Currency)
            throw new DomainException(ErrorCode.Validation, $"The contract is in {value.Currency} and the opportunity in {deal.Amount.Currency}; change the opportunity's amount first.", "value", "currency");
        var contract = new Contract
        {
            Id = ContractId.New(now),
            Number = Guard.Text(number, "number", 50),
            OpportunityId = deal.Id,
            SignedOn = BusinessDays.Happened(signedOn, "signedOn", now),
            Value = value.RequirePayable("value"),
            Outstanding = value,
            CreatedById = by,
            CreatedAt = now,
        };
        contract.Agree(instalments, now);
        contract.Raise(new ContractSigned(contract.Id, deal.Id, value, contract.SignedOn, by, deal.OwnerId, deal.TeamId, now));
        return contract;
    }

    /// <summary>
    /// Records money that has come in for an instalment, all of it or a part. The same reference, amount and day once more is the same
    /// payment: nothing changes. More than is open refuses with VALIDATION.
    /// </summary>
    /// <param name="instalmentId">The instalment.</param>
    /// <param name="amount">How much, in the currency of the contract.</param>
    /// <param name="paidOn">The day, not in the future.</param>
    /// <param name="reference">The bank's or the accountant's reference; unique per instalment.</param>
    /// <param name="deal">The deal of the contract.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The payment, be it a new or a known one.</returns>
    public Payment Receive(InstalmentId instalmentId, Money amount, DateOnly paidOn, string? reference, Opportunity deal, UserId by, DateTimeOffset now)
    {
        var instalment = _instalments.SingleOrDefault(i => i.Id == instalmentId)
            ?? throw new DomainException(ErrorCode.NotFound, "The contract has no such instalment.", "instalmentId");
        if (amount.Currency != Value.Currency)
            throw new DomainException(ErrorCode.Validation, $"The instalment is in {Value.Currency}; record the payment in that currency.", "amount", "currency");
        amount.RequirePayable("amount");
        var day = BusinessDays.Happened(paidOn, "paidOn", now);
        var valid = Guard.OptionalText(reference, "reference", 100);
        if (Known(instalmentId, valid) is { } known)
        {
            return known.Amount == amount && known.PaidOn == day
                ? known
                : throw Guard.Invalid("reference", $"The payment '{valid}' of {known.Amount} on {known.PaidOn:yyyy-MM-dd} is recorded already; give another payment its own reference.");
        }

        if (amount.Amount > instalment.Open.Amount)
            throw Guard.Invalid("amount", $"{amount} is more than the {instalment.Open} that are open of this instalment; record the rest for another one.");
        return Book(instalment, amount, day, valid, new PaymentOrigin(by, null), deal, now);
    }

    private Payment Book(Instalment instalment, Money amount, DateOnly day, string? reference, PaymentOrigin origin, Opportunity deal, DateTimeOffset now)
    {
        var payment = Payment.Create(instalment, amount, day, reference, origin, now);
        _payments.Add(payment);
        instalment.Receive(amount, _payments.Where(p => p.InstalmentId == instalment.Id).Max(p => p.PaidOn));
        Outstanding -= amount;
        Raise(new PaymentReceived(Id, instalment.Id, OpportunityId, amount, day, origin.UserId, origin.Connector, deal.OwnerId, deal.TeamId, now));
        return payment;
    }

    private Payment? Known(InstalmentId instalmentId, string? reference) =>
        reference is null ? null : _payments.SingleOrDefault(p => p.InstalmentId == instalmentId && p.Reference == reference);

    private void Agree(IReadOnlyList<NewInstalment> instalments, DateTimeOffset now)
    {
        if (instalments.Count is 0 or > MaxInstalments) throw Guard.Invalid("instalments", $"A contract has 1 to {MaxInstalments} instalments.");
        for (var i = 0; i < instalments.Count; i++)
        {
            try
            {
                if (instalments[i].Amount.Currency != Value.Currency)
                    throw new DomainException(ErrorCode.Validation, $"The instalment is in {instalments[i].Amount.Currency} and the contract in {Value.Currency}.", "amount", "currency");
                _instalments.Add(Instalment.Create(Id, i, instalments[i], now));
            }
            catch (DomainException refusal)
            {
                throw refusal.Within("instalments", i.ToString(CultureInfo.InvariantCulture));
            }
        }

        var sum = _instalments.Aggregate(Money.Zero(Value.Currency), (total, i) => total + i.Amount);
        if (sum != Value) throw Guard.Invalid("instalments", $"The instalments add up to {sum}; the value is {Value}. They must be the same.");
    }
}
