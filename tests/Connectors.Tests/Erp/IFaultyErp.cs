using CrmGraph.Connectors.Erp;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>An emulated ERP of which each operation can be made to fail.</summary>
internal interface IFaultyErp : IAsyncDisposable
{
    /// <summary>Every kind of request that brings a deal of a new customer into the ERP, in their order.</summary>
    IReadOnlyList<string> Operations { get; }

    /// <summary>The request that creates the order.</summary>
    string Creating { get; }

    /// <summary>Whether it can be asked which orders it has.</summary>
    bool CanBeAsked { get; }

    /// <summary>What goes wrong.</summary>
    ErpFaults Faults { get; }

    /// <summary>What must not get into any message.</summary>
    IReadOnlyList<string> Secrets { get; }

    /// <summary>Its settings.</summary>
    ErpOptions Options { get; }

    /// <summary>A connector of a process that has just started: it knows no session.</summary>
    IErpConnector Connect();

    /// <summary>The orders with a key, as the ERP itself has them.</summary>
    IReadOnlyList<ErpOrderThere> Orders(string key);
}
