using System.Text;
using CrmGraph.Connectors.Webhooks;

namespace CrmGraph.Connectors.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    [Fact]
    public void The_signature_is_that_of_the_specifications_example()
    {
        Assert.True(WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret));

        var signature = secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}"));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool isValid) =>
        Assert.Equal(isValid, WebhookSecret.TryParse($"whsec_{Convert.ToBase64String(new byte[bytes])}", out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64!MfKQ9r8GKYqrTwjUPD8ILPZIo2")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Anything_else_is_none(string? text) => Assert.False(WebhookSecret.TryParse(text, out _));
}
