using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.GraphQL.Tests.Configuration;

public sealed class NodeIdTests
{
    private static readonly Guid Id = Guid.Parse("0189a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

    [Fact]
    public void An_id_is_base64url_of_name_colon_and_the_bytes_in_network_order() =>
        Assert.Equal(
            Convert.ToBase64String([.. "Lead:"u8, .. Convert.FromHexString("0189a1b2c3d47e5f8a9b0c1d2e3f4a5b")]).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
            NodeId.Encode("Lead", Id));

    [Theory]
    [InlineData("A")]
    [InlineData("Opportunity")]
    [InlineData("A_name_that_is_quite_long_and_still_a_name_of_GraphQL")]
    public void An_id_is_read_back(string typeName)
    {
        Assert.True(NodeId.TryDecode(NodeId.Encode(typeName, Id), out var name, out var id));
        Assert.Equal((typeName, Id), (name, id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("abc")]
    [InlineData("TGVhZDo")]
    [InlineData("TGVhZDoBiaGyw9R-X4qbDB0uP0pbAA")]
    [InlineData("OgGJobLD1H5fipsMHS4_Sls")]
    [InlineData("TGVhZDoBiaGyw9R+X4qbDB0uP0pb")]
    [InlineData(" TGVhZDoBiaGyw9R-X4qbDB0uP0pb")]
    public void What_was_never_given_out_is_refused(string text) => Assert.False(NodeId.TryDecode(text, out _, out _));

    [Fact]
    public void A_very_long_text_is_refused() => Assert.False(NodeId.TryDecode(new string('A', 1_000_000), out _, out _));
}
