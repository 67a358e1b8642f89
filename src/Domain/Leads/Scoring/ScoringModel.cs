using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads.Scoring;

/// <summary>
/// A version of the scoring model. It never changes: saving makes the next version, which is in force from then on, and the older ones
/// still explain the scores that they gave.
/// </summary>
public sealed class ScoringModel : Aggregate<ScoringModelId>
{
    private ScoringModel() => Definition = new ScoringDefinition(1, 1, 1, 1, 1, [], []);

    /// <summary>Counts the saved models from 1; the largest number is the one in force.</summary>
    public int Number { get; private set; }

    /// <summary>The rules.</summary>
    public ScoringDefinition Definition { get; private set; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who saved it; null for one that came with the system.</summary>
    public UserId? CreatedById { get; private set; }

    /// <summary>Makes the version that follows <paramref name="current"/>; null if there is none yet.</summary>
    /// <param name="definition">The rules.</param>
    /// <param name="current">The model in force.</param>
    /// <param name="expected">The version that the caller has read, if that is to be checked.</param>
    /// <param name="createdBy">Who saves it.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="VersionConflictException">CONFLICT: another version than the expected one is in force.</exception>
    public static ScoringModel Create(ScoringDefinition definition, ScoringModel? current, int? expected, UserId? createdBy, DateTimeOffset now)
    {
        var number = current?.Number ?? 0;
        if (expected is { } version && version != number) throw new VersionConflictException(version, number);
        return new ScoringModel
        {
            Id = ScoringModelId.New(now),
            Number = number + 1,
            Definition = definition.Checked(),
            CreatedAt = now,
            CreatedById = createdBy,
        };
    }
}
