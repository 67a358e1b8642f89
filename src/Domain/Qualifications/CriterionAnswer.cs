namespace CrmGraph.Domain.Qualifications;

/// <summary>What has been found out about a criterion.</summary>
public enum CriterionAnswer
{
    /// <summary>Nobody has asked, or the answer was none.</summary>
    Unknown,

    /// <summary>It is denied.</summary>
    No,

    /// <summary>It is affirmed in part; that does not count as affirmed.</summary>
    Partly,

    /// <summary>It is affirmed.</summary>
    Yes,
}
