namespace CrmGraph.Domain.Security;

/// <summary>What is done to a resource.</summary>
public enum Access
{
    /// <summary>Reading, counting, searching, adding up and listening.</summary>
    Read,

    /// <summary>Creating; the scope says for whose ownership.</summary>
    Create,

    /// <summary>Changing, moving, assigning, closing; of approvals: deciding.</summary>
    Change,
}
