using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Shared;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.Api.Tests.Schema;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", true)]
    [InlineData("en;q=0.5, zh;q=0.7", true)]
    [InlineData("en-GB, zh", false)]
    [InlineData("zh;q=0, en", false)]
    [InlineData("de", false)]
    [InlineData("*;;q=", false)]
    [InlineData("", false)]
    public void The_preferred_one_of_English_and_Chinese_is_spoken(string header, bool isChinese)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = header;

        Assert.Same(isChinese ? Language.Chinese : Language.English, Language.Of(http));
    }

    [Fact]
    public void Without_a_request_it_is_English() => Assert.Same(Language.English, Language.Of(null));

    [Fact]
    public void A_refusal_in_Chinese_names_the_field_and_keeps_the_detail()
    {
        var refusal = new DomainException(ErrorCode.Validation, "amount must not be negative.", "amount");

        Assert.Equal("输入的内容无效：amount（amount must not be negative.）", Language.Chinese.Of(refusal));
        Assert.Equal("amount must not be negative.", Language.English.Of(refusal));
    }

    [Fact]
    public void Every_code_has_a_message_in_Chinese()
    {
        foreach (var code in Enum.GetValues<ErrorCode>())
            Assert.EndsWith("（detail）", Language.Chinese.Of(new DomainException(code, "detail")), StringComparison.Ordinal);
    }
}
