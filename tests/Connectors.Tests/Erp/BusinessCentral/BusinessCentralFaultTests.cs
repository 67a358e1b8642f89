using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.BusinessCentral;

public sealed class BusinessCentralFaultTests : ErpFaultTests
{
    private protected override async Task<IFaultyErp> StartErpAsync(FakeTimeProvider time) => await BusinessCentralUnderTest.StartAsync(time);
}
