using CrmGraph.Domain.Accounts;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Accounts;

public sealed class CustomerRiskTests
{
    private static readonly CustomerRisk Fine = new(Given.Now, Given.Now, 4.5, false, 0, true);

    [Fact]
    public void A_customer_whom_all_is_well_with_has_no_risk() => Assert.Null(Fine.Name(Given.Now.AddDays(90)));

    [Fact]
    public void Silence_counts_from_the_last_contact_and_from_the_beginning_if_there_was_none()
    {
        Assert.Equal("NO_CONTACT_90_DAYS", Fine.Name(Given.Now.AddDays(91)));
        Assert.Equal("NO_CONTACT_90_DAYS", (Fine with { LastContactAt = null }).Name(Given.Now.AddDays(91)));
        Assert.Null((Fine with { HasBusiness = false }).Name(Given.Now.AddDays(91)));
    }

    [Fact]
    public void The_gravest_risk_is_named()
    {
        Assert.Equal("LAST_DEALS_LOST", (Fine with { LastOutcomesLost = 2 }).Name(Given.Now));
        Assert.Equal("DECISION_MAKER_OPPOSED", (Fine with { LastOutcomesLost = 2, IsOpposed = true }).Name(Given.Now));
        Assert.Equal("DISSATISFIED", (Fine with { IsOpposed = true, Satisfaction = 2 }).Name(Given.Now.AddDays(91)));
        Assert.Null((Fine with { Satisfaction = null }).Name(Given.Now));
    }
}
