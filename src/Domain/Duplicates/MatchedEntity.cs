namespace CrmGraph.Domain.Duplicates;

/// <summary>The kinds of record of which there may be duplicates. Only records of the same kind are each other's duplicates.</summary>
public enum MatchedEntity
{
    /// <summary>Leads.</summary>
    Lead,

    /// <summary>Accounts.</summary>
    Account,

    /// <summary>Contacts.</summary>
    Contact,
}
