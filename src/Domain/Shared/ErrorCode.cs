namespace CrmGraph.Domain.Shared;

/// <summary>Why a change was refused. Codes are stable; messages are for people and may be reworded.</summary>
public enum ErrorCode
{
    /// <summary>A value is missing, malformed or out of range; path names it.</summary>
    Validation,

    /// <summary>The object does not exist, or the caller may not know that it does.</summary>
    NotFound,

    /// <summary>The caller may see the object but not do this to it.</summary>
    Forbidden,

    /// <summary>The object has changed since the caller read it.</summary>
    Conflict,

    /// <summary>Probably the same customer or key exists already.</summary>
    Duplicate,

    /// <summary>The stage's criteria are not met.</summary>
    StageBlocked,

    /// <summary>Somebody has to approve first.</summary>
    ApprovalRequired,

    /// <summary>The lead is not qualified.</summary>
    NotQualified,

    /// <summary>The object is not in a state that allows this, for example a closed deal that is to be moved.</summary>
    InvalidState,

    /// <summary>A limit would be exceeded.</summary>
    LimitExceeded,

    /// <summary>The other system cannot be reached.</summary>
    ConnectorUnavailable,
}
