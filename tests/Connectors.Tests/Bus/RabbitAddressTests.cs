using CrmGraph.Connectors.Bus;

namespace CrmGraph.Connectors.Tests.Bus;

public sealed class RabbitAddressTests
{
    [Theory]
    [InlineData("amqp://crm:p%40ss@mq.example:5673/sales", "mq.example", 5673, "sales", "crm", "p@ss", false)]
    [InlineData("amqp://mq.example", "mq.example", 5672, "/", "guest", "guest", false)]
    [InlineData("amqp://mq.example/", "mq.example", 5672, "/", "guest", "guest", false)]
    [InlineData("amqps://crm:secret@mq.example/%2Fteam", "mq.example", 5671, "/team", "crm", "secret", true)]
    public void An_address_is_read(string text, string host, int port, string virtualHost, string user, string password, bool usesTls)
    {
        Assert.True(RabbitAddress.TryParse(text, out var address));

        Assert.Equal((host, (ushort)port, virtualHost, user, password, usesTls), (address.Host, address.Port, address.VirtualHost, address.User, address.Password, address.UsesTls));
        Assert.DoesNotContain(password + "@", address.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mq.example:5672")]
    [InlineData("http://mq.example/")]
    [InlineData("amqp://mq.example/a/b")]
    public void Anything_else_is_none(string? text) => Assert.False(RabbitAddress.TryParse(text, out _));
}
