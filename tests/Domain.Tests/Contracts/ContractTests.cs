using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Contracts;

public sealed class ContractTests
{
    private static readonly DateOnly Signed = new(2026, 5, 1);

    private readonly User _owner = Given.User();
    private readonly User _finance = Given.User(Role.Finance);
    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly Opportunity _deal;

    public ContractTests() => _deal = Given.Opportunity(Given.Account(_owner), _pipeline, _owner);

    [Fact]
    public void A_contract_is_paid_instalment_by_instalment()
    {
        var contract = Sign(100, 30, 70);
        var (first, second) = (contract.Instalments[0], contract.Instalments[1]);

        Pay(contract, first, 10, new DateOnly(2026, 5, 11), "A");
        Assert.Equal((Given.Cny(10), null, Given.Cny(90)), (first.Paid, first.PaidOn, contract.Outstanding));
        Pay(contract, first, 20, new DateOnly(2026, 5, 21), "B");
        Pay(contract, second, 70, new DateOnly(2026, 6, 10), "A");

        Assert.Equal((Given.Cny(30), new DateOnly(2026, 5, 21)), (first.Paid, first.PaidOn));
        Assert.Equal(Given.Cny(0), contract.Outstanding);
        Assert.Equal(3, contract.DomainEvents.OfType<PaymentReceived>().Count());
        // (10 × 10 + 20 × 20 + 70 × 40) ÷ 100 = 33 days
        Assert.Equal(TimeSpan.FromDays(33), contract.CollectionTime);
    }

    [Fact]
    public void The_same_payment_once_more_changes_nothing()
    {
        var contract = Sign(100, 100);
        var first = Pay(contract, contract.Instalments[0], 40, new DateOnly(2026, 6, 1), "BANK-7");

        Assert.Same(first, Pay(contract, contract.Instalments[0], 40, new DateOnly(2026, 6, 1), " BANK-7 "));

        Assert.Equal((1, Given.Cny(60)), (contract.Payments.Count, contract.Outstanding));
        Refusal.Validation("reference", () => Pay(contract, contract.Instalments[0], 41, new DateOnly(2026, 6, 1), "BANK-7"));
        Refusal.Validation("reference", () => Pay(contract, contract.Instalments[0], 40, new DateOnly(2026, 6, 2), "BANK-7"));
    }

    [Fact]
    public void More_than_is_open_is_refused_with_what_is_open()
    {
        var contract = Sign(100, 30, 70);
        Pay(contract, contract.Instalments[0], 10, new DateOnly(2026, 6, 1), null);

        var refusal = Refusal.Validation("amount", () => Pay(contract, contract.Instalments[0], 20.01m, new DateOnly(2026, 6, 1), null));

        Assert.Contains("20.00 CNY", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Given.Cny(90), contract.Outstanding);
    }

    [Theory]
    [InlineData("0", "2026-06-01", "amount")]
    [InlineData("-1", "2026-06-01", "amount")]
    [InlineData("0.001", "2026-06-01", "amount")]
    [InlineData("1", "2026-06-17", "paidOn")]
    public void A_payment_without_sense_is_refused(string amount, string day, string path)
    {
        var contract = Sign(100, 100);

        Refusal.Validation(path, () => Pay(contract, contract.Instalments[0], decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), null));
        Refusal.Validation("amount.currency", () => contract.Receive(contract.Instalments[0].Id, Given.Eur(1), Signed, null, _deal, _finance.Id, Given.Now));
    }

    [Fact]
    public void The_instalments_add_up_to_the_value_exactly()
    {
        var refusal = Refusal.Validation("instalments", () => Sign(100, 30, 69.99m));

        Assert.Contains("99.99 CNY", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("100.00 CNY", refusal.Message, StringComparison.Ordinal);
        Refusal.Validation("instalments", () => Sign(100));
        Refusal.Validation("instalments.1.amount", () => Sign(100, 100, 0));
    }

    [Fact]
    public void All_amounts_are_in_the_currency_of_the_deal()
    {
        Refusal.Validation("value.currency", () => Contract.Sign("HT-1", _deal, Signed, Given.Eur(1), [new(Signed, Given.Eur(1))], _owner.Id, Given.Now));
        Refusal.Validation("instalments.0.amount.currency", () => Contract.Sign("HT-1", _deal, Signed, Given.Cny(1), [new(Signed, Given.Eur(1))], _owner.Id, Given.Now));
    }

    [Fact]
    public void A_contract_is_signed_before_or_after_the_win_but_not_for_a_lost_deal()
    {
        Assert.Equal(_deal.Id, Sign(1, 1).OpportunityId);
        Refusal.Validation("signedOn", () => Contract.Sign("HT-1", _deal, new DateOnly(2026, 6, 17), Given.Cny(1), [new(Signed, Given.Cny(1))], _owner.Id, Given.Now));
        _deal.Lose(_pipeline.Lost, Given.Reason(StageKind.Lost), null, null, _owner.Id, Given.Now);
        Refusal.InvalidState(() => Sign(1, 1));
    }

    [Theory]
    [InlineData("2026-06-14", true)]
    [InlineData("2026-06-15", false)]
    public void An_instalment_is_overdue_when_its_day_has_passed(string due, bool overdue)
    {
        var contract = Contract.Sign("HT-1", _deal, Signed, Given.Cny(5), [new(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Given.Cny(5))], _owner.Id, Given.Now);

        Assert.Equal(overdue, contract.Instalments[0].IsOverdue(Given.Now));
        Pay(contract, contract.Instalments[0], 5, Signed, null);
        Assert.False(contract.Instalments[0].IsOverdue(Given.Now));
    }

    [Fact]
    public void Collection_time_is_weighted_by_amount()
    {
        Assert.Null(CollectionTime.Of([]));
        Assert.Equal(TimeSpan.FromDays(12.5), CollectionTime.Of([new(75, Signed, Signed.AddDays(10)), new(25, Signed, Signed.AddDays(20))]));
        Assert.Equal(TimeSpan.FromDays(-5), CollectionTime.Of([new(1, Signed, Signed.AddDays(-5))]));
        Assert.Equal(TimeSpan.FromSeconds(115_200), CollectionTime.Of([new(2, Signed, Signed.AddDays(1)), new(1, Signed, Signed.AddDays(2))]));
    }

    private Contract Sign(decimal value, params decimal[] amounts) =>
        Contract.Sign("HT-1", _deal, Signed, Given.Cny(value), [.. amounts.Select((a, i) => new NewInstalment(Signed.AddDays(30 * (i + 1)), Given.Cny(a)))], _owner.Id, Given.Now);

    private Payment Pay(Contract contract, Instalment instalment, decimal amount, DateOnly on, string? reference) =>
        contract.Receive(instalment.Id, Given.Cny(amount), on, reference, _deal, _finance.Id, Given.Now);
}
