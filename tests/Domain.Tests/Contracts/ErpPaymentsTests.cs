using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Contracts;

public sealed class ErpPaymentsTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Given.Now.UtcDateTime);

    private readonly User _owner = Given.User();
    private readonly Opportunity _deal;

    public ErpPaymentsTests() => _deal = Given.Opportunity(Given.Account(_owner), Given.Pipeline(), _owner);

    [Fact]
    public void What_has_come_in_is_booked_on_the_oldest_instalments_first()
    {
        var contract = Sign(120, 50, 70);

        Assert.Null(contract.Collect("erp", [Invoice(100, 120, 80)], _deal, Given.Now));

        Assert.Equal([(50m, Today, "INV-1 Σ50.00", "erp", (UserId?)null), (30m, Today, "INV-1 Σ80.00", "erp", null)], Booked(contract));
        Assert.Equal(Given.Cny(40), contract.Outstanding);
        Assert.All(contract.DomainEvents.OfType<PaymentReceived>(), e => Assert.Equal((null, "erp"), (e.By, e.Connector)));
    }

    [Fact]
    public void The_same_figures_once_more_book_nothing()
    {
        var contract = Sign(120, 50, 70);
        contract.Collect("erp", [Invoice(100, 120, 80)], _deal, Given.Now);

        contract.Collect("erp", [Invoice(100, 120, 80)], _deal, Given.Now.AddDays(1));

        Assert.Equal(2, contract.Payments.Count);
    }

    [Fact]
    public void A_contract_without_tax_is_paid_in_proportion_and_exactly_at_the_end()
    {
        var contract = Sign(100, 100);

        contract.Collect("erp", [Invoice(100, 119, 50)], _deal, Given.Now);
        Assert.Equal(Given.Cny(57.98m), contract.Outstanding);
        contract.Collect("erp", [Invoice(100, 119, 119, paidOn: Today.AddDays(-1))], _deal, Given.Now);

        Assert.Equal([(42.02m, Today, "INV-1 Σ42.02", "erp", (UserId?)null), (57.98m, Today.AddDays(-1), "INV-1 Σ100.00", "erp", null)], Booked(contract));
    }

    [Fact]
    public void What_finance_has_recorded_by_hand_is_not_booked_again()
    {
        var contract = Sign(120, 50, 70);
        contract.Receive(contract.Instalments[1].Id, Given.Cny(60), Today, "水单 7", _deal, _owner.Id, Given.Now);

        contract.Collect("erp", [Invoice(100, 120, 60)], _deal, Given.Now);
        Assert.Single(contract.Payments);
        contract.Collect("erp", [Invoice(100, 120, 75)], _deal, Given.Now);

        Assert.Equal(Given.Cny(45), contract.Outstanding);
        Assert.Equal(Given.Cny(15), contract.Instalments[0].Paid);
    }

    [Fact]
    public void More_recorded_than_the_ERP_shows_stays()
    {
        var contract = Sign(120, 120);
        contract.Receive(contract.Instalments[0].Id, Given.Cny(120), Today, null, _deal, _owner.Id, Given.Now);

        Assert.Null(contract.Collect("erp", [Invoice(100, 120, 20)], _deal, Given.Now));

        Assert.Equal(Given.Cny(0), contract.Outstanding);
        Assert.Single(contract.Payments);
    }

    [Fact]
    public void Several_invoices_are_told_apart_whichever_is_paid_first()
    {
        var contract = Sign(200, 200);

        contract.Collect("erp", [Invoice(100, 100, 0), Invoice(100, 100, 100, "INV-2", Today)], _deal, Given.Now);
        contract.Collect("erp", [Invoice(100, 100, 100, paidOn: Today), Invoice(100, 100, 100, "INV-2", Today)], _deal, Given.Now);

        Assert.Equal(["INV-2 Σ100.00", "INV-1 Σ100.00"], contract.Payments.Select(p => p.Reference));
    }

    [Fact]
    public void A_second_ERP_with_the_same_payment_books_nothing()
    {
        var contract = Sign(100, 100);
        contract.Collect("erp", [Invoice(100, 100, 40)], _deal, Given.Now);

        contract.Collect("other", [Invoice(100, 100, 40, "B-1")], _deal, Given.Now);

        Assert.Single(contract.Payments);
    }

    [Fact]
    public void A_cancelled_invoice_does_not_count()
    {
        var contract = Sign(100, 100);
        var cancelled = Invoice(100, 100, 0, "INV-0") with { State = ErpInvoiceState.Cancelled };

        Assert.Null(contract.Collect("erp", [cancelled, Invoice(100, 100, 40)], _deal, Given.Now));

        Assert.Equal(Given.Cny(60), contract.Outstanding);
    }

    [Theory]
    [InlineData(150, "CNY", "over 150.00 CNY")]
    [InlineData(120, "EUR", "is in EUR")]
    public void Invoices_that_do_not_fit_the_contract_are_not_booked_and_it_is_said_why(int value, string currency, string expected)
    {
        var contract = Sign(value, value);
        var invoice = new ErpInvoiceReading("1", "INV-1", ErpInvoiceState.Posted, Today, new(100, currency), new(120, currency), new(30, currency), null);

        var problem = contract.Collect("erp", [invoice], _deal, Given.Now);

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Empty(contract.Payments);
    }

    [Fact]
    public void Nothing_is_said_about_invoices_that_nobody_has_paid() =>
        Assert.Null(Sign(150, 150).Collect("erp", [Invoice(100, 120, 0)], _deal, Given.Now));

    private Contract Sign(decimal value, params decimal[] instalments) => Contract.Sign(
        "HT-1", _deal, Today, Given.Cny(value), [.. instalments.Select((amount, i) => new NewInstalment(Today.AddDays(i), Given.Cny(amount)))], _owner.Id, Given.Now);

    private static ErpInvoiceReading Invoice(decimal net, decimal gross, decimal paid, string number = "INV-1", DateOnly? paidOn = null) =>
        new(number, number, paidOn is null ? ErpInvoiceState.Posted : ErpInvoiceState.Paid, Today, Given.Cny(net), Given.Cny(gross), Given.Cny(paid), paidOn);

    private static IEnumerable<(decimal, DateOnly, string?, string?, UserId?)> Booked(Contract contract) =>
        contract.Payments.Select(p => (p.Amount.Amount, p.PaidOn, p.Reference, p.Connector, p.RecordedById));
}
