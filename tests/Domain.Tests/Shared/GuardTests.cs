using CrmGraph.Domain.Shared;

namespace CrmGraph.Domain.Tests.Shared;

public sealed class GuardTests
{
    [Fact]
    public void Text_is_trimmed_and_measured()
    {
        Assert.Equal("报价", Guard.Text("  报价 ", "name", 2));
        Refusal.Validation("name", () => Guard.Text("abc", "name", 2));
        Refusal.Validation("name", () => Guard.Text(" \t", "name", 2));
        Refusal.Validation("name", () => Guard.Text(null, "name", 2));
    }

    [Fact]
    public void Blank_optional_text_is_absent() => Assert.Null(Guard.OptionalText("   ", "need", 10));

    [Fact]
    public void Text_keeps_its_lines_but_no_control_characters()
    {
        Assert.Equal("a\r\n\tb", Guard.OptionalText("a\r\n\tb", "body", 10));
        Refusal.Validation("body", () => Guard.OptionalText("a\0b", "body", 10));
        Refusal.Validation("body", () => Guard.OptionalText("a\u001bb", "body", 10));
    }

    [Theory]
    [InlineData("a@b.cn")]
    [InlineData("wang.fang+crm@mail.yunfan.example")]
    [InlineData("客户@例子.中国")]
    public void An_address_has_one_at_and_a_domain(string email) => Assert.Equal(email, Guard.OptionalEmail(email, "email"));

    [Theory]
    [InlineData("a")]
    [InlineData("@b.cn")]
    [InlineData("a@b")]
    [InlineData("a@b.")]
    [InlineData("a@.b")]
    [InlineData("a@b..c")]
    [InlineData("a@b@c.d")]
    [InlineData("a b@c.d")]
    public void Other_addresses_are_refused(string email) => Refusal.Validation("email", () => Guard.OptionalEmail(email, "email"));

    [Theory]
    [InlineData("+86 21 5550-1234", true)]
    [InlineData("(020) 7946.0000 x12", true)]
    [InlineData("call me", false)]
    [InlineData("12", false)]
    public void Telephone_numbers_are_digits_with_punctuation(string phone, bool valid)
    {
        if (valid) Assert.Equal(phone, Guard.OptionalPhone(phone, "phone"));
        else Refusal.Validation("phone", () => Guard.OptionalPhone(phone, "phone"));
    }

    [Fact]
    public void Telephone_numbers_of_full_width_are_kept_in_normal_width() =>
        Assert.Equal("+86 (21)5550-1234 x8", Guard.OptionalPhone("＋86　（21）5550－1234 Ｘ8", "phone"));

    [Theory]
    [InlineData("https://yunfan.example/a?b=c", true)]
    [InlineData("http://localhost", true)]
    [InlineData("yunfan.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Web_addresses_are_http(string url, bool valid)
    {
        if (valid) Assert.Equal(url, Guard.OptionalUrl(url, "website"));
        else Refusal.Validation("website", () => Guard.OptionalUrl(url, "website"));
    }

    [Theory]
    [InlineData("website", true)]
    [InlineData("q-4_2", true)]
    [InlineData("Website", false)]
    [InlineData("4q", false)]
    [InlineData("报价", false)]
    [InlineData("a b", false)]
    public void Keys_are_lower_case_words(string key, bool valid)
    {
        if (valid) Assert.Equal(key, Guard.Key(key, "key"));
        else Refusal.Validation("key", () => Guard.Key(key, "key"));
    }

    [Fact]
    public void Dates_are_of_this_century()
    {
        Assert.Equal(new DateOnly(2000, 1, 1), Guard.Date(new DateOnly(2000, 1, 1), "closeDate"));
        Refusal.Validation("closeDate", () => Guard.Date(new DateOnly(1999, 12, 31), "closeDate"));
        Refusal.Validation("closeDate", () => Guard.Date(new DateOnly(2101, 1, 1), "closeDate"));
    }

    [Fact]
    public void Numbers_have_a_range()
    {
        Assert.Null(Guard.OptionalRange(null, "employees", 0, 10));
        Assert.Equal(10, Guard.OptionalRange(10, "employees", 0, 10));
        Refusal.Validation("employees", () => Guard.OptionalRange(-1, "employees", 0, 10));
        Refusal.Validation("employees", () => Guard.OptionalRange(11, "employees", 0, 10));
    }

    [Fact]
    public void Enums_have_no_other_values_than_their_own() =>
        Refusal.Validation("code", () => Guard.Defined((ErrorCode)99, "code"));
}
