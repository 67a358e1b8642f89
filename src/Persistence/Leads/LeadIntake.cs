using CrmGraph.Domain.Leads;

namespace CrmGraph.Persistence.Leads;

/// <summary>What every door does with a new lead: score it, then find who works on it. Load it inside the transaction that saves the leads.</summary>
public sealed class LeadIntake
{
    private readonly LeadScoring _scoring;
    private readonly LeadAssigner? _assigner;

    private LeadIntake(LeadScoring scoring, LeadAssigner? assigner) => (_scoring, _assigner) = (scoring, assigner);

    /// <summary>Reads what scoring and assignment go by.</summary>
    /// <param name="db">The database.</param>
    /// <param name="assign">Whether the rules of assignment are asked; not for what somebody enters for themselves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LeadIntake> LoadAsync(CrmDbContext db, bool assign, CancellationToken cancellationToken) =>
        new(await LeadScoring.LoadAsync(db, cancellationToken), assign ? await LeadAssigner.LoadAsync(db, cancellationToken) : null);

    /// <summary>Takes a new lead in, with what it has done so far.</summary>
    /// <returns>Whether a rule of assignment took it.</returns>
    public bool Take(Lead lead, IReadOnlyCollection<LeadBehaviour> behaviours, DateTimeOffset now)
    {
        _scoring.Rate(lead, behaviours, now);
        return _assigner?.TryAssign(lead, _scoring.SourceOf(lead), now) == true;
    }
}
