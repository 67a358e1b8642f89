using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.Webhook;

public sealed class WebhookErpFaultTests : ErpFaultTests
{
    private protected override async Task<IFaultyErp> StartErpAsync(FakeTimeProvider time) => await WebhookErpUnderTest.StartAsync(time);
}
