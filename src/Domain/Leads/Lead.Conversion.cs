using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

public sealed partial class Lead
{
    /// <summary>Refuses with INVALID_STATE unless an opportunity can be made of the lead: a NEW, WORKING or QUALIFIED one.</summary>
    public void RequireConvertible()
    {
        if (Status != LeadStatus.Qualified) RequireOpen("converted");
    }

    /// <summary>Notes which opportunity has been made of the lead.</summary>
    public void ConvertTo(Opportunity opportunity, UserId by, DateTimeOffset now)
    {
        MarkConverted(now);
        Raise(new LeadConverted(Id, opportunity.Id, opportunity.AccountId, by, OwnerId, TeamId, now));
    }
}
