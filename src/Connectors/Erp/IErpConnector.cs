using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Erp;

namespace CrmGraph.Connectors.Erp;

/// <summary>
/// A finance or ERP system that gets won deals. It only translates: around it are the ledger, the order of the steps, look-ups before
/// anything is sent again, retries and the comparison of totals. Every method may be called again with the same arguments, by another
/// process too. Failures are <see cref="ErpException"/>s.
/// </summary>
public interface IErpConnector : IConnector
{
    /// <summary>How long a request may take; an order whose outcome is unknown is not looked up before that has passed.</summary>
    TimeSpan RequestTimeout { get; }

    /// <summary>Puts together what would be sent, and says what is missing or wrong. Nothing leaves the house.</summary>
    ErpPlan Plan(ErpOrder order);

    /// <summary>
    /// Finds the orders that carry a key, by their ids, oldest first; cancelled ones are left out. Null if this system cannot be asked:
    /// then it drops by itself what it gets twice, and an order of unknown outcome is sent again.
    /// </summary>
    Task<IReadOnlyList<ErpDocument>?> LookUpAsync(string key, CancellationToken cancellationToken);

    /// <summary>Looks up what the order refers to in the ERP, and creates the customer if it is missing; a second call finds it.</summary>
    /// <returns>What goes to <see cref="CreateAsync"/>: the plan, its payload completed with what was found.</returns>
    Task<ErpPlan> ResolveAsync(ErpPlan plan, CancellationToken cancellationToken);

    /// <summary>Creates the order with its key, by one request that changes something.</summary>
    Task<ErpDocument> CreateAsync(ErpPlan plan, CancellationToken cancellationToken);

    /// <summary>Brings the order from wherever it stands to the state in which the ERP works on it; what has been done already is left.</summary>
    Task ConfirmAsync(ErpDocument document, CancellationToken cancellationToken);

    /// <summary>Removes an order that is there once too often, if it is a draft still.</summary>
    /// <returns>Whether it is gone.</returns>
    Task<bool> DiscardAsync(ErpDocument document, CancellationToken cancellationToken);

    /// <summary>Reads the invoices of orders by their keys; null if this ERP does not show them.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> ReadInvoicesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}
