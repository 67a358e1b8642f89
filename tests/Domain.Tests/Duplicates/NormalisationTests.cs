using CrmGraph.Domain.Duplicates;

namespace CrmGraph.Domain.Tests.Duplicates;

public sealed class NormalisationTests
{
    [Theory]
    [InlineData("上海云帆科技有限公司", "上海云帆科技")]
    [InlineData("上海云帆科技股份有限公司", "上海云帆科技")]
    [InlineData("上海云帆科技有限责任公司", "上海云帆科技")]
    [InlineData("云帆（集团）股份有限公司", "云帆")]
    [InlineData("云帆集团有限公司", "云帆")]
    [InlineData("云帆科技（中国）有限公司", "云帆科技中国")]
    [InlineData("云帆科技(中国)有限公司", "云帆科技中国")]
    [InlineData("云帆科技（上海）股份有限公司", "上海云帆科技")]
    [InlineData("云帆科技(上海)有限公司", "上海云帆科技")]
    [InlineData("  云 帆 科 技 有限公司 ", "云帆科技")]
    [InlineData("ＡＢＣ　有限公司", "abc")]
    [InlineData("株式会社ソニー", "ソニー")]
    [InlineData("ソニー㈱", "ソニー")]
    [InlineData("Northwind Tooling Ltd", "northwindtooling")]
    [InlineData("NORTHWIND-TOOLING, Limited", "northwindtooling")]
    [InlineData("Alder & Finch GmbH", "alderfinch")]
    [InlineData("Alder and Finch G.m.b.H.", "alderfinch")]
    [InlineData("The Kestrel Company", "kestrel")]
    [InlineData("Shanghai Yunfan Co., Ltd.", "shanghaiyunfan")]
    [InlineData("Brightwater S.A.", "brightwater")]
    [InlineData("Drumlin Pty Ltd", "drumlin")]
    [InlineData("Fjordline A/S", "fjordline")]
    [InlineData("Castellan Holdings B.V.", "castellan")]
    [InlineData("Straße AG", "strasse")]
    [InlineData("Müller & Søn ApS", "mullerson")]
    [InlineData("Mu\u0308ller & Son ApS", "mullerson")]
    [InlineData("Co", "co")]
    [InlineData("有限公司", "有限公司")]
    [InlineData("AG", "ag")]
    public void A_company_is_known_by_its_name_without_legal_form_case_and_width(string name, string expected) =>
        Assert.Equal(expected, CompanyNames.Normalize(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" -- ")]
    public void Where_there_is_no_name_there_is_no_key(string? name) => Assert.Null(CompanyNames.Normalize(name));

    [Theory]
    [InlineData("13812345678", "+8613812345678")]
    [InlineData("138 1234 5678", "+8613812345678")]
    [InlineData("+86 138-1234-5678", "+8613812345678")]
    [InlineData("0086 13812345678", "+8613812345678")]
    [InlineData("8613812345678", "+8613812345678")]
    [InlineData("１３８１２３４５６７８", "+8613812345678")]
    [InlineData("021-5550 1234", "+862155501234")]
    [InlineData("(021) 55501234", "+862155501234")]
    [InlineData("+86 (0)21 5550 1234", "+862155501234")]
    [InlineData("+86 21 5550 1234 x88", "+862155501234")]
    [InlineData("021-55501234#801", "+862155501234")]
    [InlineData("0755-5550123", "+867555550123")]
    [InlineData("400-123-4567", "+864001234567")]
    [InlineData("+44 20 7946 0123", "+442079460123")]
    [InlineData("+1 (415) 555-0100", "+14155550100")]
    public void A_phone_number_becomes_E_164(string phone, string expected) => Assert.Equal(expected, PhoneNumbers.Chinese.Normalize(phone));

    [Theory]
    [InlineData("55501234")]
    [InlineData("110")]
    [InlineData("+1")]
    [InlineData("+12345678901234567")]
    [InlineData("")]
    [InlineData(null)]
    public void What_cannot_be_a_whole_number_gives_no_key(string? phone) => Assert.Null(PhoneNumbers.Chinese.Normalize(phone));

    [Theory]
    [InlineData("GB", "020 7946 0123", "+442079460123")]
    [InlineData("US", "(415) 555-0100", "+14155550100")]
    [InlineData("US", "1 415 555 0100", "+14155550100")]
    [InlineData("US", "011 44 20 7946 0123", "+442079460123")]
    [InlineData("IT", "06 1234567", "+39061234567")]
    [InlineData("de", "030 1234567", "+49301234567")]
    public void A_number_without_country_code_is_one_of_the_default_country(string country, string phone, string expected) =>
        Assert.Equal(expected, new PhoneNumbers(country).Normalize(phone));

    [Fact]
    public void An_unknown_country_is_refused() => Assert.Throws<ArgumentException>(() => new PhoneNumbers("Narnia"));

    [Theory]
    [InlineData(" Ming.Li+crm@Example.CN ", "ming.li+crm@example.cn")]
    [InlineData("ｍｉｎｇ＠example.cn", "ming@example.cn")]
    [InlineData("nobody", null)]
    [InlineData("josé@example.cn", "josé@example.cn")]
    [InlineData(null, null)]
    public void An_address_is_compared_in_lower_case_with_its_dots_and_tags(string? email, string? expected) =>
        Assert.Equal(expected, EmailAddresses.Normalize(email));

    [Theory]
    [InlineData("https://www.Yunfan.example/about", null, "yunfan.example")]
    [InlineData("http://yunfan.example:8080", null, "yunfan.example")]
    [InlineData(null, "min@Yunfan.example", "yunfan.example")]
    [InlineData(null, "min@qq.com", null)]
    [InlineData(null, "min@gmail.com", null)]
    [InlineData("https://example.com", null, null)]
    [InlineData("https://10.0.0.1", null, null)]
    [InlineData(null, null, null)]
    public void A_company_is_known_by_its_domain_unless_anybody_can_have_an_address_there(string? website, string? email, string? expected) =>
        Assert.Equal(expected, InternetDomains.OfWebsite(website) ?? InternetDomains.OfEmail(email));

    [Theory]
    [InlineData(" 91310000 ma1fl 5xx-7k ", "91310000MA1FL5XX7K")]
    [InlineData("", null)]
    public void A_registration_number_is_compared_by_letters_and_digits(string number, string? expected) =>
        Assert.Equal(expected, RegistrationNumbers.Normalize(number));
}
