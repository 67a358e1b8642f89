namespace CrmGraph.Domain.Teams;

/// <summary>What a user or program may see and do.</summary>
public enum Role
{
    /// <summary>Sells: sees the records of the own team and works on the own ones.</summary>
    SalesRep,

    /// <summary>Leads teams: sees and works on the records of the own team and all teams below it.</summary>
    SalesManager,

    /// <summary>Sees and works on all sales records.</summary>
    SalesDirector,

    /// <summary>Wins leads: sees all records, but no personal data of contacts.</summary>
    Marketing,

    /// <summary>Sees all records; records payments.</summary>
    Finance,

    /// <summary>May see and do everything.</summary>
    Admin,

    /// <summary>A program that reads all records but quotes and contracts, and writes customers, leads and its own deals.</summary>
    Integration,

    /// <summary>Sees all records but quotes and contracts, without personal data; changes nothing.</summary>
    ReadOnly,
}
