using CrmGraph.Domain.Erp;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.Leases;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

public sealed partial class CrmDbContext
{
    /// <summary>What connectors have to deliver, and have delivered.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>What is remembered of connectors.</summary>
    public DbSet<ConnectorState> ConnectorStates => Set<ConnectorState>();

    internal DbSet<Lease> Leases => Set<Lease>();

    /// <summary>The ledger of the ERPs, with its steps and the invoices of its orders.</summary>
    public DbSet<ErpSync> ErpSyncs => Set<ErpSync>();

    /// <summary>Invoices in ERPs, for reading; they are written with their entry.</summary>
    public DbSet<ErpInvoice> ErpInvoices => Set<ErpInvoice>();
}
