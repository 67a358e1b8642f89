using CrmGraph.Domain.Contacts;

namespace CrmGraph.Domain.Opportunities;

/// <summary>Somebody on the customer's side who has a say in the purchase.</summary>
public sealed class Stakeholder
{
    private Stakeholder() { }

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>Who it is.</summary>
    public ContactId ContactId { get; private set; }

    /// <summary>What the person has to do with the purchase.</summary>
    public StakeholderRole Role { get; private set; }

    /// <summary>How the person thinks of it.</summary>
    public Attitude Attitude { get; private set; }

    /// <summary>How much the person's word weighs, from 1 to 5.</summary>
    public int Influence { get; private set; }

    /// <summary>Whom the person reports to.</summary>
    public ContactId? ReportsToId { get; private set; }

    /// <summary>What else is to be known.</summary>
    public string? Notes { get; private set; }

    internal static Stakeholder Create(OpportunityId opportunityId, ContactId contactId) => new() { OpportunityId = opportunityId, ContactId = contactId };

    internal bool Describe(StakeholderRole role, Attitude attitude, int influence, ContactId? reportsTo, string? notes)
    {
        var changes = (Role, Attitude, Influence, ReportsToId, Notes) != (role, attitude, influence, reportsTo, notes);
        (Role, Attitude, Influence, ReportsToId, Notes) = (role, attitude, influence, reportsTo, notes);
        return changes;
    }
}
