using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.Webhook;

public sealed class WebhookErpContractTests : ErpConnectorContract
{
    protected override async Task<ErpUnderTest> StartAsync(FakeTimeProvider time) => await WebhookErpUnderTest.StartAsync(time);
}
