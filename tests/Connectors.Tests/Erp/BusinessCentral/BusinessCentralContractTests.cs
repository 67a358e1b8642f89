using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.BusinessCentral;

public sealed class BusinessCentralContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time) => await BusinessCentralUnderTest.StartAsync(time);
}
