namespace CrmGraph.Domain.Shared;

/// <summary>CONFLICT: the caller has seen an older version than the current one.</summary>
/// <param name="expected">The version that the caller passed, or that was read before the change.</param>
/// <param name="current">The version that is stored.</param>
public sealed class VersionConflictException(int expected, int current)
    : DomainException(
        ErrorCode.Conflict,
        $"Somebody else has changed the object: this change was made to version {expected}, and version {current} is current. Read it again and repeat the change.",
        "version")
{
    /// <summary>The version that is stored; reading it again tells what has changed.</summary>
    public int CurrentVersion { get; } = current;
}
