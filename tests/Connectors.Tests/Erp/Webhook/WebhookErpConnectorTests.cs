using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Webhook;
using CrmGraph.Testing;
using CrmGraph.Testing.Webhooks;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.Connectors.Tests.Erp.Webhook;

public sealed class WebhookErpConnectorTests
{
    private readonly FakeTimeProvider _time = ErpSamples.Clock();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deal_is_one_message_that_is_the_same_each_time_but_for_its_timestamp()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var connector = Connector(receiver);
        var plan = connector.Plan(ErpSamples.Order());

        await connector.CreateAsync(plan, Cancelled);
        _time.Advance(TimeSpan.FromHours(1));
        await connector.CreateAsync(connector.Plan(ErpSamples.Order()), Cancelled);

        Assert.Equal(["erp_order_CG-ABCDEFGHIJKLMNOPQRSTUVWX", "erp_order_CG-ABCDEFGHIJKLMNOPQRSTUVWX"], receiver.Calls.Select(c => c.Id));
        Assert.Equal(["1781524800", "1781528400"], receiver.Calls.Select(c => c.Timestamp));
        Assert.Equal(receiver.Calls[0].Body, receiver.Calls[1].Body);
        Assert.All(receiver.Calls, c => Assert.True(c.IsSignedBy(WebhookReceiver.Secret)));
        ErpJsonAssert.Is(
            """
            {
              "type": "erp.order",
              "timestamp": "2026-06-15T00:00:00Z",
              "data": {
                "key": "CG-ABCDEFGHIJKLMNOPQRSTUVWX",
                "number": "OPP-2026-00042",
                "name": "CRM 一期",
                "wonOn": "2026-06-15",
                "contractNumber": "HT-2026-7",
                "customer": {
                  "code": "CG0A1B2C3D4E5F6071", "name": "上海云帆科技有限公司", "registrationNumber": "91310000MA1FL0XX1D", "region": "华东",
                  "contactName": "Zhao Lei", "email": "lei.zhao@yunfan.example", "phone": "+86 21 5550 1234"
                },
                "currency": "CNY",
                "lines": [
                  { "product": "CRM 标准版", "sku": "CRM-1", "quantity": "10", "unitPrice": "100", "net": "1000.00" },
                  { "product": "CRM 模块", "sku": "CRM-2", "quantity": "3", "unitPrice": "33.333333333333333333333333333", "net": "100.00" },
                  { "product": "实施 \"交付\"", "sku": null, "quantity": "2.5", "unitPrice": "100.2", "net": "250.50" }
                ],
                "net": "1350.50"
              }
            }
            """,
            JsonNode.Parse(receiver.Calls[0].Body)!);
        Assert.Equal(plan.Payload.ToJsonString(), JsonNode.Parse(receiver.Calls[0].Body)!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"id":"4711","number":"SO-4711","url":"https://erp.example/so/4711","net":"1350.50"}""", "4711", "SO-4711", "https://erp.example/so/4711", 1350.50)]
    [InlineData("""{"id":4711,"net":1350.5}""", "4711", null, null, 1350.50)]
    [InlineData("""{"url":"javascript:alert(1)","net":"many"}""", "CG-ABCDEFGHIJKLMNOPQRSTUVWX", null, null, null)]
    [InlineData("""[]""", "CG-ABCDEFGHIJKLMNOPQRSTUVWX", null, null, null)]
    [InlineData("thank you", "CG-ABCDEFGHIJKLMNOPQRSTUVWX", null, null, null)]
    [InlineData("", "CG-ABCDEFGHIJKLMNOPQRSTUVWX", null, null, null)]
    public async Task What_the_receiver_says_of_its_document_is_taken_where_it_makes_sense(string answer, string id, string? number, string? url, double? net)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) => http.Response.WriteAsync(answer);
        using var connector = Connector(receiver);

        var document = await connector.CreateAsync(connector.Plan(ErpSamples.Order()), Cancelled);

        Assert.Equal(new ErpDocument(id, number, url, "DELIVERED", true, net is { } amount ? Given.Cny((decimal)amount) : null), document);
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, "Refused", "The receiver wants nothing any more (HTTP 410).")]
    [InlineData(HttpStatusCode.PermanentRedirect, "Refused", "HTTP 308: redirects are not followed.")]
    [InlineData(HttpStatusCode.Unauthorized, "Refused", "HTTP 401.")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Unknown", "HTTP 503.")]
    public async Task The_status_decides(HttpStatusCode status, string kind, string message)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) => WebhookReceiver.Status(http, status);
        using var connector = Connector(receiver);

        var failure = await Assert.ThrowsAsync<ErpException>(() => connector.CreateAsync(connector.Plan(ErpSamples.Order()), Cancelled));

        Assert.Equal((kind, message), (failure.Kind.ToString(), failure.Message));
    }

    [Fact]
    public async Task A_private_address_gets_nothing_unless_it_is_allowed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var connector = Connector(receiver, o => o.AllowPrivateNetworks = false);

        var failure = await Assert.ThrowsAsync<ErpException>(() => connector.CreateAsync(connector.Plan(ErpSamples.Order()), Cancelled));

        Assert.Equal(
            (ErpFailure.NotSent, "The address is not public; Connectors:Erp:hook:AllowPrivateNetworks allows private and loopback ones."), (failure.Kind, failure.Message));
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public async Task Both_secrets_sign_while_the_receiver_changes_over()
    {
        var old = $"whsec_{Convert.ToBase64String(Encoding.UTF8.GetBytes("an older secret of 24 bytes"))}";
        await using var receiver = await WebhookReceiver.StartAsync();
        using var connector = Connector(receiver, o => o.PreviousSecret = old);

        await connector.CreateAsync(connector.Plan(ErpSamples.Order()), Cancelled);

        Assert.True(receiver.Calls[0].IsSignedBy(WebhookReceiver.Secret));
        Assert.True(receiver.Calls[0].IsSignedBy(old));
    }

    private WebhookErpConnector Connector(WebhookReceiver receiver, Action<WebhookErpOptions>? adjust = null)
    {
        var options = WebhookErpUnderTest.Settings(receiver.Url);
        adjust?.Invoke(options);
        return new WebhookErpConnector("hook", options, _time);
    }
}
