using System.Globalization;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Domain.Contracts;

/// <summary>What an ERP knows of the money that has come in.</summary>
public sealed partial class Contract
{
    private const int LongestNumber = 70;

    /// <summary>
    /// Books what an ERP shows as paid and the contract does not have yet, on the oldest instalments first. The value of the contract has
    /// to be the sum of the invoices with tax, then payments count as they are, or without tax, then in proportion; an invoice that is paid
    /// in full counts in full. Only the difference to everything that is recorded is booked, so that a payment which somebody recorded by
    /// hand is not booked again; what is recorded above the ERP's figure stays.
    /// </summary>
    /// <param name="connector">The key of the ERP's connector.</param>
    /// <param name="invoices">The invoices of the order, as the ERP shows them now.</param>
    /// <param name="deal">The deal of the contract.</param>
    /// <param name="now">The current time; the day of a payment whose day the ERP does not tell.</param>
    /// <returns>What keeps the payments from being booked; null if nothing does.</returns>
    public string? Collect(string connector, IReadOnlyCollection<ErpInvoiceReading> invoices, Opportunity deal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(deal);
        if (ReceivedBy(invoices, out var problem) is not { } received) return problem;
        var missing = decimal.Min(received.Amount - (Value - Outstanding).Amount, Outstanding.Amount);
        foreach (var invoice in Valid(invoices))
        {
            var booked = decimal.Min(missing, Share(invoice, invoices) - BookedFrom(connector, invoice));
            if (booked <= 0) continue;
            Book(connector, invoice, booked, deal, now);
            missing -= booked;
        }

        return null;
    }

    /// <summary>What of the contract's value has come in according to an ERP; see <see cref="Collect"/>.</summary>
    /// <param name="invoices">The invoices of the order, as the ERP shows them now.</param>
    /// <param name="problem">Why nobody can tell; null if somebody can.</param>
    /// <returns>How much; null if nobody can tell.</returns>
    public Money? ReceivedBy(IReadOnlyCollection<ErpInvoiceReading> invoices, out string? problem)
    {
        var valid = Valid(invoices);
        problem = null;
        if (valid.TrueForAll(i => i.Paid.Amount == 0)) return Money.Zero(Value.Currency);
        var (net, gross) = (valid.Sum(i => i.Net.Amount), valid.Sum(i => i.Total.Amount));
        if (valid.Find(i => i.Total.Currency != Value.Currency) is { } foreign)
        {
            problem = $"Invoice {NumberOf(foreign)} is in {foreign.Total.Currency} and the contract {Number} in {Value.Currency}; payments are not booked.";
        }
        else if (Value.Amount != gross && Value.Amount != net)
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                $"The contract {Number} is over {Value}, and the invoices come to {gross:0.00##} with and {net:0.00##} without tax; payments are booked as soon as the value is one of the two.");
        }

        return problem is null ? new Money(valid.Sum(i => Share(i, invoices)), Value.Currency) : null;
    }

    private decimal Share(ErpInvoiceReading invoice, IReadOnlyCollection<ErpInvoiceReading> all) =>
        Value.Amount == Valid(all).Sum(i => i.Total.Amount) ? invoice.Paid.Amount : WithoutTax(invoice);

    private static List<ErpInvoiceReading> Valid(IEnumerable<ErpInvoiceReading> invoices) =>
        [.. invoices.Where(i => i.State != ErpInvoiceState.Cancelled).OrderBy(i => i.InvoicedOn ?? DateOnly.MaxValue).ThenBy(i => i.ExternalId, StringComparer.Ordinal)];

    private void Book(string connector, ErpInvoiceReading invoice, decimal amount, Opportunity deal, DateTimeOffset now)
    {
        var latest = now.Today();
        var day = invoice.State == ErpInvoiceState.Paid && invoice.PaidOn < latest ? invoice.PaidOn.Value : latest;
        var cumulated = BookedFrom(connector, invoice);
        foreach (var instalment in _instalments.Where(i => i.Open.Amount > 0).OrderBy(i => i.DueOn).ThenBy(i => i.Position))
        {
            var part = decimal.Min(amount, instalment.Open.Amount);
            cumulated += part;
            var reference = string.Create(CultureInfo.InvariantCulture, $"{NumberOf(invoice)} Σ{cumulated:0.00##}");
            Book(instalment, new Money(part, Value.Currency), day, reference, new PaymentOrigin(null, connector), deal, now);
            amount -= part;
            if (amount == 0) return;
        }
    }

    private decimal BookedFrom(string connector, ErpInvoiceReading invoice) =>
        _payments.Where(p => p.Connector == connector && p.Reference is { } reference && reference[..reference.LastIndexOf(" Σ", StringComparison.Ordinal)] == NumberOf(invoice)).Sum(p => p.Amount.Amount);

    private static decimal WithoutTax(ErpInvoiceReading invoice) =>
        invoice.Paid == invoice.Total || invoice.Total.Amount == 0 ? invoice.Net.Amount : Money.Rounded(invoice.Paid.Amount * invoice.Net.Amount / invoice.Total.Amount, invoice.Net.Currency).Amount;

    private static string NumberOf(ErpInvoiceReading invoice)
    {
        var number = invoice.Number ?? invoice.ExternalId;
        return number.Length > LongestNumber ? number[^LongestNumber..] : number;
    }
}
