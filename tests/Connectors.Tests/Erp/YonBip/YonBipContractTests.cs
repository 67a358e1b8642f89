using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.YonBip;

public sealed class YonBipContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time) => await YonBipUnderTest.StartAsync(time);
}

public sealed class YonBipWithKeyInAFieldOfItsOwnContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time) => await YonBipUnderTest.StartAsync(time, o => o.KeyField = "headItem!define1");
}
