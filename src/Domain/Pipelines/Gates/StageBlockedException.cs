namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>STAGE_BLOCKED: the criteria of the stage are not met.</summary>
/// <param name="from">The stage that the deal is in.</param>
/// <param name="to">The stage that it was to go to.</param>
/// <param name="blockers">Every rule that is not met.</param>
public sealed class StageBlockedException(Stage from, Stage to, IReadOnlyList<Blocker> blockers)
    : DomainException(ErrorCode.StageBlocked, $"The deal cannot go from {from.Name} to {to.Name} yet. {string.Join(' ', blockers.Select(b => b.Message))}")
{
    /// <summary>Every rule that is not met.</summary>
    public IReadOnlyList<Blocker> Blockers { get; } = blockers;
}
