using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Kingdee;
using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp.Kingdee;

public sealed class KingdeeConnectorTests
{
    private readonly FakeTimeProvider _time = ErpSamples.Clock();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Password", 1)]
    [InlineData("AppSecret", 1)]
    [InlineData("Sign", 1)]
    [InlineData("SignedHeaders", 0)]
    public async Task One_sign_in_is_enough_for_a_whole_order_whichever_way_it_is_done(string signIn, int sessions)
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time, Enum.Parse<KingdeeSignIn>(signIn));

        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        await erp.Connector.ConfirmAsync(await erp.Connector.CreateAsync(plan, Cancelled), Cancelled);

        Assert.Equal(sessions, erp.Emulator.SignIns);
        Assert.Equal([new ErpOrderThere(1350.50m, true)], erp.Orders(plan.Order.Key));
        Assert.Equal(["C"], erp.Emulator.Customers.Select(c => c.Status));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_what_Kingdee_says_and_without_the_password()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time, KingdeeSignIn.Password, o => o.Password = "Falsch-5521!");

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.LookUpAsync("CG-X", Cancelled));

        Assert.Equal((ErpFailure.Refused, "Signing in to Kingdee (Password) failed with HTTP 200: 用户名或密码错误"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_bill_number_that_is_there_already_counts_as_found()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var first = await erp.Connector.CreateAsync(plan, Cancelled);

        var second = await erp.Connector.CreateAsync(plan, Cancelled);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(Given.Cny(1350.50m), second.Net);
    }

    [Fact]
    public async Task A_cancelled_order_is_not_found()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        await erp.Connector.CreateAsync(plan, Cancelled);

        erp.Emulator.Look(() => erp.Emulator.Orders[0].IsCancelled = true);

        Assert.Empty((await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled))!);
    }

    [Fact]
    public async Task Without_audit_a_submitted_order_is_confirmed()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time, adjust: o => o.Audit = false);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

        await erp.Connector.ConfirmAsync(await erp.Connector.CreateAsync(plan, Cancelled), Cancelled);

        Assert.Equal(("B", 0), (erp.Emulator.Orders[0].Status, erp.Emulator.Count("SAL_SaleOrder.Audit")));
        Assert.True((await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled))![0].IsConfirmed);
    }

    [Fact]
    public async Task An_unknown_material_is_refused_in_Kingdees_words()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time, adjust: o => o.DefaultProduct = "NOWHERE");
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.CreateAsync(plan, Cancelled));

        Assert.Equal((ErpFailure.Refused, "Kingdee refused it (MsgCode 11): FMaterialId: 物料NOWHERE不存在"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_customer_that_people_have_entered_is_found_by_its_registration_number()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time, adjust: o => o.RegistrationField = "FSOCIALCRECODE");
        var byHand = ErpSamples.Order() with { Customer = ErpSamples.Customer() with { Code = "CUST0001" } };
        await erp.Connector.ResolveAsync(erp.Connector.Plan(byHand), Cancelled);

        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

        Assert.Equal("CUST0001", plan.Payload["order"]!["Model"]!["FCustId"]!["FNumber"]!.GetValue<string>());
        Assert.Equal(1, erp.Customers);
    }

    [Fact]
    public async Task Only_a_draft_is_discarded()
    {
        await using var erp = await KingdeeUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var draft = await erp.Connector.CreateAsync(plan, Cancelled);

        Assert.False(await erp.Connector.DiscardAsync(draft with { State = "C" }, Cancelled));
        Assert.True(await erp.Connector.DiscardAsync(draft, Cancelled));

        Assert.Empty(erp.Orders(plan.Order.Key));
    }

    [Theory]
    [InlineData("""{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[{"Message":"会话信息已丢失，请重新登录"}],"MsgCode":0}}}""", true, "NotSent")]
    [InlineData("""[[{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[{"Message":"x"}],"MsgCode":1}}}]]""", true, "NotSent")]
    [InlineData("会话信息已丢失，请重新登录", true, "NotSent")]
    [InlineData("""{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[{"FieldName":"F登录","Message":"x"}],"MsgCode":11}}}""", false, "Refused")]
    [InlineData("""{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[],"MsgCode":4}}}""", false, "Unknown")]
    [InlineData("""{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[],"MsgCode":6}}}""", false, "Unknown")]
    [InlineData("""{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[],"MsgCode":13}}}""", false, "NotSent")]
    [InlineData("""{"Result":{"ResponseStatus":{"IsSuccess":false,"Errors":[],"MsgCode":14}}}""", false, "Throttled")]
    public void An_error_within_HTTP_200_is_read(string body, bool isSessionLost, string failure)
    {
        var answer = KingdeeAnswer.Read(body)!;

        Assert.Equal((false, isSessionLost, failure), (answer.IsSuccess, answer.IsSessionLost, answer.Failure.ToString()));
    }
}
