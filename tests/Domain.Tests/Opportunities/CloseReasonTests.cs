using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Opportunities;

public sealed class CloseReasonTests
{
    [Fact]
    public void A_reason_explains_a_win_or_a_loss()
    {
        Refusal.Validation("appliesTo", () => CloseReason.Create("price", "价格过高", StageKind.Open, null, Given.Now));
        Assert.Equal(StageKind.Lost, CloseReason.Create("price", "价格过高", StageKind.Lost, null, Given.Now).AppliesTo);
    }
}
