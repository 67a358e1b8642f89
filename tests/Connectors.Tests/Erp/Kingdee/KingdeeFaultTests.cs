using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.Kingdee;

public sealed class KingdeeFaultTests : ErpFaultTests
{
    private protected override async Task<IFaultyErp> StartErpAsync(FakeTimeProvider time) => await KingdeeUnderTest.StartAsync(time);
}
