using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>A record that is like another one.</summary>
/// <param name="Candidate">The record and how alike it is.</param>
/// <param name="IsVisible">Whether the caller sees it; of one that is not visible nothing is said but the team that has it.</param>
/// <param name="Refuses">Whether it stands in the way of entering the same once more: a disqualified lead does not, since customers come back.</param>
/// <param name="TeamId">The team that has it.</param>
public sealed record DuplicateMatch(DuplicateCandidate Candidate, bool IsVisible, bool Refuses, TeamId? TeamId);
