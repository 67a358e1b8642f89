using CrmGraph.Connectors.Erp.Kingdee;
using CrmGraph.Testing.Emulators.Kingdee;

namespace CrmGraph.Connectors.Tests.Erp.Kingdee;

/// <summary>Vectors whose results come from elsewhere; connector and emulator are both held to them.</summary>
public sealed class KingdeeSignatureTests
{
    private const string AppId = "123456_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";
    private const string Secret = "test-app-secret-value";
    private const string Time = "1700000000";

    [Fact]
    public void A_sign_in_is_signed_over_its_sorted_parts()
    {
        const string Expected = "ca8f46720929abb92e54aab9dc72e409d45024c1c5ce71ea8e4f2bd71822ea79";

        Assert.Equal(Expected, KingdeeSignature.OfSignIn("dcid-1", "user-1", AppId, Secret, Time));
        Assert.Equal(Expected, KingdeeSigning.SignIn("dcid-1", "user-1", AppId, Secret, Time));
    }

    [Fact]
    public void Who_asks_is_signed_with_the_secret()
    {
        const string Expected = "NjI5MzRiZGVhNGJhOWY2N2Y2YzQ2MzQ5ODA3N2JiZTRiMDRmOTUwNjI3YWIzODU1ODBkZDdhNzgwMzdmMDgxMg==";

        Assert.Equal(Expected, KingdeeSignature.OfIdentity(AppId, Secret, "dcid-1,user-1,2052,100"));
        Assert.Equal(Expected, KingdeeSigning.Identity(AppId, Secret, "dcid-1,user-1,2052,100"));
    }

    [Fact]
    public void The_id_of_an_application_hides_the_key_of_the_gateway()
    {
        Assert.Equal("UVJWUANVXl8KXFlfWV1YSBNCShcUQRNL", KingdeeSignature.ClientSecretOf(AppId));
        Assert.Equal("UVJWUANVXl8KXFlfWV1YSBNCShcUQRNL", KingdeeSigning.ClientSecret(AppId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456")]
    [InlineData("_YWJj")]
    [InlineData("123456_")]
    [InlineData("123456_not base64!")]
    public void An_id_that_hides_none_is_recognised(string appId) => Assert.Null(KingdeeSignature.ClientSecretOf(appId));

    [Fact]
    public void What_is_asked_is_signed_with_the_key_of_the_gateway()
    {
        const string Path = "/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.ExecuteBillQuery.common.kdsvc";
        const string Expected = "MjNhMzg5MmZiMWE1MTQ1ZGE5NWFkYmZiZWYxYzhlY2NjNzcwM2ZjNDJlZTczMzBhNzkxOTk1ODhjNDZkMTEzYw==";

        Assert.Equal(Expected, KingdeeSignature.OfRequest(KingdeeSignature.ClientSecretOf(AppId)!, Path, Time, Time));
        Assert.Equal(Expected, KingdeeSigning.Request(AppId, Path, Time, Time));
    }
}
