using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Duplicates;

public sealed class LikenessTests
{
    private static readonly LeadDetails LiMin = new() { Name = "李敏", Company = "上海云帆科技有限公司", Email = "min.li@yunfan.example", Phone = "138 0000 0001" };

    [Theory]
    [InlineData("MIN.LI@yunfan.example", null, null, 0.95, "email")]
    [InlineData(null, "+86 13800000001", null, 0.9, "phone")]
    [InlineData(null, null, "上海云帆科技股份有限公司", 0.85, "company")]
    [InlineData("sales@yunfan.example", null, null, 0.6, "domain")]
    [InlineData("sales@yunfan.example", null, "上海云帆科技", 0.94, "company domain")]
    [InlineData("min.li@yunfan.example", "13800000001", "云帆", 0.995, "email phone")]
    [InlineData(null, null, "上海云帆软件有限公司", 0, "")]
    [InlineData("other@qq.com", "13900000000", "锐诚", 0, "")]
    public void Evidence_adds_up(string? email, string? phone, string? company, double similarity, string matchedOn)
    {
        var likeness = Compare(LiMin, new LeadDetails { Name = "x", Email = email, Phone = phone, Company = company });

        Assert.Equal((similarity, matchedOn), (likeness.Similarity, string.Join(' ', likeness.MatchedOn)));
    }

    [Fact]
    public void A_slip_of_the_pen_makes_a_name_similar_but_never_a_duplicate_by_itself()
    {
        var one = new LeadDetails { Name = "x", Company = "Northwind Tooling Ltd" };
        var other = new LeadDetails { Name = "y", Company = "Northwind Toling Limited" };

        var likeness = Compare(one, other);

        Assert.Equal(["similarCompany"], likeness.MatchedOn);
        Assert.InRange(likeness.Similarity, 0.7, DuplicatePolicy.DefaultThreshold - 0.01);
    }

    [Fact]
    public void A_similar_name_and_the_same_domain_make_a_duplicate()
    {
        var one = new LeadDetails { Name = "x", Company = "Northwind Tooling Ltd", Email = "a@northwind.example" };
        var other = new LeadDetails { Name = "y", Company = "Northwind Toling Limited", Email = "b@northwind.example" };

        Assert.True(Compare(one, other).Similarity >= DuplicatePolicy.DefaultThreshold);
    }

    [Fact]
    public void Likeness_is_the_same_both_ways()
    {
        var other = new LeadDetails { Name = "x", Company = "上海云帆信息科技", Email = "x@yunfan.example" };

        Assert.Equal(Compare(LiMin, other).Similarity, Compare(other, LiMin).Similarity);
    }

    [Theory]
    [InlineData("云帆", "云帆", 1)]
    [InlineData("night", "nacht", 0.25)]
    [InlineData("a", "b", 0)]
    public void Names_are_compared_by_pairs_of_characters(string one, string other, double expected) =>
        Assert.Equal(expected, Likeness.OfNames(one, other));

    [Fact]
    public void Contacts_of_one_company_are_no_duplicates()
    {
        var keys = MatchKeys.Of(new Domain.Contacts.ContactDetails { Name = "x", Email = "a@yunfan.example" }, PhoneNumbers.Chinese);

        Assert.Equal([new MatchKey(MatchKind.Email, "a@yunfan.example")], keys);
    }

    [Fact]
    public void The_web_site_of_an_account_says_who_it_is()
    {
        var one = MatchKeys.Of(new Domain.Accounts.AccountDetails { Name = "云帆", Website = "https://www.yunfan.example" });
        var other = MatchKeys.Of(new Domain.Accounts.AccountDetails { Name = "Yunfan", Website = "http://yunfan.example/cn" });

        Assert.Equal(0.85, Likeness.Of(MatchedEntity.Account, one, other).Similarity);
    }

    [Fact]
    public void A_policy_has_a_threshold_above_0()
    {
        Refusal.Validation("threshold", () => DuplicatePolicy.Create(MatchedEntity.Lead, DuplicateMode.Warn, 0, Given.Now));
        Refusal.Validation("threshold", () => DuplicatePolicy.Create(MatchedEntity.Lead, DuplicateMode.Warn, double.NaN, Given.Now));
        Assert.Equal(DuplicateMode.Allow, DuplicatePolicy.DefaultFor(MatchedEntity.Contact, Given.Now).Mode);
    }

    private static Likeness Compare(LeadDetails one, LeadDetails other) =>
        Likeness.Of(MatchedEntity.Lead, MatchKeys.Of(one, PhoneNumbers.Chinese), MatchKeys.Of(other, PhoneNumbers.Chinese));
}
