using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.YonBip;

public sealed class YonBipFaultTests : ErpFaultTests
{
    private protected override async Task<IFaultyErp> StartErpAsync(FakeTimeProvider time) => await YonBipUnderTest.StartAsync(time);
}
