namespace CrmGraph.Domain.Erp;

/// <summary>An invoice of the order, as the ERP last showed it.</summary>
public sealed class ErpInvoice
{
    private ErpInvoice() => ExternalId = "";

    /// <summary>The entry of the deal.</summary>
    public ErpSyncId ErpSyncId { get; private set; }

    /// <summary>The ERP's own id.</summary>
    public string ExternalId { get; private set; }

    /// <summary>Its number; null until it is posted.</summary>
    public string? Number { get; private set; }

    /// <summary>How it stands.</summary>
    public ErpInvoiceState State { get; private set; }

    /// <summary>Its date.</summary>
    public DateOnly? InvoicedOn { get; private set; }

    /// <summary>What it comes to without tax.</summary>
    public Money Net { get; private set; }

    /// <summary>What the customer is to pay, with tax.</summary>
    public Money Total { get; private set; }

    /// <summary>What of it has come in.</summary>
    public Money Paid { get; private set; }

    /// <summary>The day on which the last of it came in; null until it is paid in full.</summary>
    public DateOnly? PaidOn { get; private set; }

    internal static ErpInvoice Create(ErpSyncId sync, ErpInvoiceReading reading)
    {
        var invoice = new ErpInvoice { ErpSyncId = sync, ExternalId = Guard.Text(reading.ExternalId, "externalId", 100) };
        invoice.Take(reading);
        return invoice;
    }

    internal bool Take(ErpInvoiceReading reading)
    {
        var before = (Number, State, InvoicedOn, Net, Total, Paid, PaidOn);
        (Number, State, InvoicedOn) = (reading.Number, reading.State, reading.InvoicedOn);
        (Net, Total, Paid, PaidOn) = (reading.Net, reading.Total, reading.Paid, reading.PaidOn);
        return before != (Number, State, InvoicedOn, Net, Total, Paid, PaidOn);
    }
}

/// <summary>How an invoice in an ERP stands.</summary>
public enum ErpInvoiceState
{
    /// <summary>It is being written.</summary>
    Draft,

    /// <summary>The customer has it.</summary>
    Posted,

    /// <summary>It is paid in full.</summary>
    Paid,

    /// <summary>It has been cancelled.</summary>
    Cancelled,
}

/// <summary>An invoice as an ERP shows it now.</summary>
/// <param name="ExternalId">The ERP's own id.</param>
/// <param name="Number">Its number; null until it is posted.</param>
/// <param name="State">How it stands.</param>
/// <param name="InvoicedOn">Its date.</param>
/// <param name="Net">What it comes to without tax.</param>
/// <param name="Total">What the customer is to pay, with tax.</param>
/// <param name="Paid">What of it has come in; 0 for drafts and cancelled ones.</param>
/// <param name="PaidOn">The day on which the last of it came in.</param>
public sealed record ErpInvoiceReading(
    string ExternalId, string? Number, ErpInvoiceState State, DateOnly? InvoicedOn, Money Net, Money Total, Money Paid, DateOnly? PaidOn);
