using System.Net;
using CrmGraph.Connectors.Webhooks;

namespace CrmGraph.Connectors.Tests.Webhooks;

public sealed class TargetAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void A_public_address_is_allowed(string address) => Assert.True(TargetAddresses.Allows(IPAddress.Parse(address), allowPrivate: false));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:a00:1::")]
    public void A_private_one_is_allowed_only_by_configuration(string address)
    {
        Assert.False(TargetAddresses.Allows(IPAddress.Parse(address), allowPrivate: false));
        Assert.True(TargetAddresses.Allows(IPAddress.Parse(address), allowPrivate: true));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    public void Metadata_link_local_and_multicast_addresses_are_never_allowed(string address) =>
        Assert.False(TargetAddresses.Allows(IPAddress.Parse(address), allowPrivate: true));
}
