using CrmGraph.Connectors.Erp;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>A connector and the ERP on its other side, emulated or real, as the contract needs them.</summary>
public abstract class ErpUnderTest : IAsyncDisposable
{
    /// <summary>The connector.</summary>
    public abstract IErpConnector Connector { get; }

    /// <summary>A connector with the same settings, at whose address nobody listens.</summary>
    public abstract IErpConnector Nowhere { get; }

    /// <summary>Whether it can be asked which orders it has.</summary>
    public virtual bool CanBeAsked => true;

    /// <summary>Whether the ERP itself keeps a second order of the same key away.</summary>
    public virtual bool KeepsDoublesAway => true;

    /// <summary>How many requests the ERP has seen.</summary>
    public abstract int Requests { get; }

    /// <summary>How many customers the ERP has.</summary>
    public abstract int Customers { get; }

    /// <summary>The orders with a key, as the ERP itself has them.</summary>
    public abstract IReadOnlyList<ErpOrderThere> Orders(string key);

    /// <summary>Lets the next request that creates an order go wrong.</summary>
    public abstract void FailCreate(ErpFault fault);

    /// <summary>Lets the ERP refuse the next order, in words that hold its secrets.</summary>
    public abstract void RefuseCreate();

    /// <summary>For how long the ERP wants to be left alone when it is throttled.</summary>
    public virtual TimeSpan RetryAfter => TimeSpan.FromSeconds(7);

    /// <summary>What must not get into any message: passwords, secrets, sessions, tokens.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>An order as an ERP itself has it.</summary>
/// <param name="Net">What it comes to without tax.</param>
/// <param name="IsConfirmed">Whether it is confirmed.</param>
public sealed record ErpOrderThere(decimal Net, bool IsConfirmed);
