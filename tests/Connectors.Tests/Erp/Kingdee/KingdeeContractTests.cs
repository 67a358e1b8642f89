using CrmGraph.Connectors.Erp.Kingdee;
using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.Kingdee;

public sealed class KingdeeContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time) => await KingdeeUnderTest.StartAsync(time);
}

public sealed class KingdeeWithSignedHeadersContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time) => await KingdeeUnderTest.StartAsync(time, KingdeeSignIn.SignedHeaders);
}
