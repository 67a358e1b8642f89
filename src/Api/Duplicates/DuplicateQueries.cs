using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Errors;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Duplicates;

/// <summary>Who is the same customer.</summary>
[QueryType]
internal static class DuplicateQueries
{
    internal static SchemaBuilder AddDuplicates(this SchemaBuilder schema) => schema
        .AddObjectType<DuplicateCandidateType>()
        .AddObjectType<DuplicatePolicyType>()
        .AddQueryType(typeof(DuplicateQueries))
        .AddMutationType(typeof(DuplicateMutations));

    /// <summary>What happens to records that probably exist already, for each kind of record.</summary>
    public static async Task<IReadOnlyList<DuplicatePolicy>> GetDuplicatePolicies(CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var stored = await db.DuplicatePolicies.AsNoTracking().ToDictionaryAsync(p => p.Entity, cancellationToken);
        return [.. Enum.GetValues<MatchedEntity>().Select(entity => stored.GetValueOrDefault(entity) ?? DuplicatePolicy.DefaultFor(entity, time.GetUtcNow()))];
    }

    /// <summary>
    /// Who is probably the same customer as one that is about to be entered, before anything is written. Of records that the caller may
    /// not see nothing is told but the team that has them. For those who may enter such records.
    /// </summary>
    /// <param name="draft">What is known of the customer so far.</param>
    public static async Task<DuplicateReport> FindDuplicates(
        DuplicateDraftInput draft, Caller caller, CrmDbContext db, DuplicateFinder finder, DuplicateGuard guard, CancellationToken cancellationToken)
    {
        if (!caller.May(draft.Resource, Access.Create)) throw new GraphQLException("FORBIDDEN", "Only those who may enter such records can look for their duplicates.");
        var policy = await guard.PolicyAsync(draft.Entity, cancellationToken);
        var keys = draft.ToKeys(guard.Phones);
        var matches = (await finder.FindAsync(draft.Entity, [new DuplicateQuestion(Guid.Empty, keys)], caller, cancellationToken))[0];
        TeamId[] teamIds = [.. matches.Where(m => !m.IsVisible).Select(m => m.TeamId).OfType<TeamId>().Distinct()];
        var teams = teamIds.Length == 0 ? [] : await db.Teams.Where(t => teamIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, cancellationToken);
        return new DuplicateReport(
            policy.Mode,
            policy.Threshold,
            policy.Mode != DuplicateMode.Allow && matches.Any(m => m.Refuses && m.Candidate.Similarity >= policy.Threshold),
            [.. matches.Where(m => m.IsVisible).Select(m => m.Candidate)],
            [.. matches.Where(m => !m.IsVisible).Select(m => new HiddenDuplicate(m.Candidate.Similarity, m.TeamId is { } team ? teams.GetValueOrDefault(team) : null))]);
    }
}

/// <summary>What is known of a customer who is about to be entered.</summary>
/// <param name="Entity">What is to be entered.</param>
/// <param name="Company">The company's name; of an account, its name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
/// <param name="Website">The web site, of an account.</param>
/// <param name="RegistrationNumber">The registration number, of an account.</param>
internal sealed record DuplicateDraftInput(MatchedEntity Entity, string? Company, string? Email, string? Phone, Uri? Website, string? RegistrationNumber)
{
    internal Resource Resource => Entity switch
    {
        MatchedEntity.Lead => Resource.Lead,
        MatchedEntity.Account => Resource.Account,
        _ => Resource.Contact,
    };

    internal IReadOnlyList<MatchKey> ToKeys(PhoneNumbers phones) =>
    [
        .. MatchKeys.Of(Email, Phone, Company, RegistrationNumber, Website?.OriginalString, phones)
            .Where(k => Entity != MatchedEntity.Contact || k.Kind is MatchKind.Email or MatchKind.Phone),
    ];
}

/// <summary>Who is probably the same customer, and what would happen.</summary>
/// <param name="Policy">What happens to duplicates: WARN refuses unless allowDuplicate is true, BLOCK always.</param>
/// <param name="Threshold">The similarity from which on a record counts as a duplicate.</param>
/// <param name="IsRefused">Whether the draft would be refused as it is.</param>
/// <param name="Candidates">Records that are like the draft, the most similar first; also less similar ones than the threshold.</param>
/// <param name="Hidden">Records that are like the draft and that the caller may not see.</param>
internal sealed record DuplicateReport(
    DuplicateMode Policy, double Threshold, bool IsRefused, IReadOnlyList<DuplicateCandidate> Candidates, IReadOnlyList<HiddenDuplicate> Hidden);

/// <summary>A record of another team that is probably the same customer.</summary>
/// <param name="Similarity">How sure that is, 0 to 1.</param>
/// <param name="Team">The name of the team that has it; null if none has.</param>
internal sealed record HiddenDuplicate(double Similarity, string? Team);
