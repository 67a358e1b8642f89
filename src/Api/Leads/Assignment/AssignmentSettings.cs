using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads.Assignment;

/// <summary>The rules of assignment, replaced as a whole.</summary>
/// <param name="Version">The version of the list that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Rules">The rules in their order; the first that matches a lead decides.</param>
internal sealed record SaveAssignmentRulesInput(int? Version, IReadOnlyList<AssignmentRuleInput> Rules);

/// <summary>A rule of assignment; all conditions that are given must hold. Give either teamId or userId.</summary>
/// <param name="Name">The name; unique in the list.</param>
/// <param name="Sources">Keys of lead sources.</param>
/// <param name="Channels">Channels of lead sources.</param>
/// <param name="Regions">Regions, in any case.</param>
/// <param name="Industries">Industries, in any case.</param>
/// <param name="EmployeesMin">The smallest number of employees.</param>
/// <param name="EmployeesMax">The largest number of employees.</param>
/// <param name="ScoreMin">The smallest score.</param>
/// <param name="TeamId">The team that gets the lead: its least loaded sales rep, or it waits there.</param>
/// <param name="UserId">The user who gets the lead.</param>
internal sealed record AssignmentRuleInput(
    string Name,
    IReadOnlyList<string>? Sources,
    IReadOnlyList<string>? Channels,
    IReadOnlyList<string>? Regions,
    IReadOnlyList<string>? Industries,
    int? EmployeesMin,
    int? EmployeesMax,
    int? ScoreMin,
    TeamId? TeamId,
    UserId? UserId)
{
    internal AssignmentRule ToRule() => new(
        Name, Sources ?? [], Channels ?? [], Regions ?? [], Industries ?? [], EmployeesMin, EmployeesMax, ScoreMin, TeamId, UserId);
}

/// <summary>Reads the rules of assignment.</summary>
[QueryType]
internal static class AssignmentQueries
{
    internal static SchemaBuilder AddAssignment(this SchemaBuilder schema) => schema
        .AddObjectType<AssignmentPlanType>()
        .AddObjectType<AssignmentRuleType>()
        .AddQueryType(typeof(AssignmentQueries))
        .AddMutationType(typeof(AssignmentMutations));

    /// <summary>The rules of assignment, in their order; null before the first are saved.</summary>
    public static Task<AssignmentPlan?> GetAssignmentRules(CrmDbContext db, CancellationToken cancellationToken) =>
        db.AssignmentPlans.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
}

/// <summary>Changes of the rules of assignment.</summary>
internal static class AssignmentMutations
{
    /// <summary>Replaces the rules of assignment. Leads that are assigned already stay where they are.</summary>
    /// <param name="input">All rules.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<AssignmentPlan> SaveAssignmentRules(SaveAssignmentRulesInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var plan = await db.AssignmentPlans.SingleOrDefaultAsync(cancellationToken);
        if (plan is null)
        {
            if (input.Version is { } version and not 0) throw new VersionConflictException(version, 0);
            plan = AssignmentPlan.Empty(now);
            db.AssignmentPlans.Add(plan);
        }
        else
        {
            plan.RequireVersion(input.Version);
        }
        plan.Replace([.. input.Rules.Select(r => r.ToRule())], now);
        await RequireTargetsAsync(plan.Rules, db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return plan;
    }

    private static async Task RequireTargetsAsync(IReadOnlyList<AssignmentRule> rules, CrmDbContext db, CancellationToken cancellationToken)
    {
        var sources = await db.LeadSources.Select(s => s.Key).ToListAsync(cancellationToken);
        var teams = await db.Teams.Select(t => t.Id).ToListAsync(cancellationToken);
        List<UserId> named = [.. rules.Select(r => r.UserId).OfType<UserId>()];
        var users = await db.Users.AsNoTracking().Where(u => named.Contains(u.Id)).ToListAsync(cancellationToken);
        Guard.Each(rules, "rules", AssignmentPlan.MaxRules, rule =>
        {
            if (rule.Sources.FirstOrDefault(s => !sources.Contains(s, StringComparer.OrdinalIgnoreCase)) is { } source)
                throw Guard.Invalid("sources", $"There is no lead source '{source}'; the field leadSources lists them.");
            if (rule.TeamId is { } team && !teams.Contains(team)) throw new DomainException(ErrorCode.NotFound, "There is no such team.", "teamId");
            if (rule.UserId is not { } userId) return rule;
            var user = users.Find(u => u.Id == userId) ?? throw new DomainException(ErrorCode.NotFound, "There is no such user.", "userId");
            if (user is not { IsActive: true, Role: Role.SalesRep or Role.SalesManager or Role.SalesDirector })
                throw Guard.Invalid("userId", $"{user.Name} is no active seller; choose another user.");
            return rule;
        });
    }
}
