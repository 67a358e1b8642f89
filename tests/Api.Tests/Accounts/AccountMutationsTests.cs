using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Accounts;

public sealed class AccountMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Create = """
        mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id name industry region employees website registrationNumber owner { name } version } errors { code path } } }
        """;

    private const string Update = """
        mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { account { name industry website version } errors { code path } } }
        """;

    [Fact]
    public async Task An_account_comes_back_as_it_was_entered()
    {
        var input = new { name = "北京微光智能科技有限公司", industry = "制造业", region = "华北", employees = 320, website = "https://weiguang.example/首页", registrationNumber = "91110000ma01" };

        var account = (await api.DataAsync("wang.fang", Create, new { input })).At("createAccount", "account");

        Assert.Equal("北京微光智能科技有限公司 制造业 华北 320 https://weiguang.example/首页 91110000MA01 王芳 1", string.Join(' ', account.EnumerateObject().Skip(1).Select(p => p.Value.ValueKind == System.Text.Json.JsonValueKind.Object ? p.Value.GetProperty("name").ToString() : p.Value.ToString())));
        Assert.Equal("DUPLICATE registrationNumber", (await api.DataAsync("lucas.keller", Create, new { input })).At("createAccount").Refusal());
    }

    [Fact]
    public async Task A_change_needs_the_right_to_it_and_the_current_version()
    {
        var id = (await api.DataAsync("wang.fang", Create, new { input = new { name = "苏州远航", industry = "物流" } })).At("createAccount", "account", "id").GetString();

        Assert.Equal("FORBIDDEN", (await api.DataAsync("chen.siyuan", Update, new { input = new { id, name = "x" } })).At("updateAccount").Refusal());
        Assert.Equal("NOT_FOUND id", (await api.DataAsync("lucas.keller", Update, new { input = new { id, name = "x" } })).At("updateAccount").Refusal());
        Assert.Equal("VALIDATION employees", (await api.DataAsync("wang.fang", Update, new { input = new { id, employees = -1 } })).At("updateAccount").Refusal());
        var changed = (await api.DataAsync("east.manager", Update, new { input = new { id, version = 1, industry = (string?)null, website = "https://yuanhang.example" } })).At("updateAccount", "account");
        Assert.Equal("""{"name":"苏州远航","industry":null,"website":"https://yuanhang.example","version":2}""", changed.GetRawText());
        Assert.Equal("CONFLICT version", (await api.DataAsync("wang.fang", Update, new { input = new { id, version = 1, name = "x" } })).At("updateAccount").Refusal());
    }
}
