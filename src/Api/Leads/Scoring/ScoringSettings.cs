using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads.Scoring;

internal sealed class ScoringModelType : ObjectType<ScoringModel>
{
    protected override void Configure(ObjectTypeDescriptor<ScoringModel> descriptor)
    {
        descriptor.Field(m => m.Number).Name("version");
        descriptor.Field("maxScore", m => m.Definition.MaxScore).Description("The largest score.");
        descriptor.Field("gradeA", m => m.Definition.GradeA).Description("The smallest score of grade A.");
        descriptor.Field("gradeB", m => m.Definition.GradeB).Description("The smallest score of grade B.");
        descriptor.Field("gradeC", m => m.Definition.GradeC).Description("The smallest score of grade C.");
        descriptor.Field("salesReady", m => m.Definition.SalesReady).Description("The smallest score of a lead that is ready for sales.");
        descriptor.Field("profileRules", m => m.Definition.ProfileRules).Description("Rules about who a lead is; all that match count.");
        descriptor.Field("behaviourRules", m => m.Definition.BehaviourRules).Description("Rules about what a lead does, one per kind.");
        descriptor.Field(m => m.CreatedAt);
        descriptor.Reference("createdBy", m => m.CreatedById, AllRows.Users, u => u.Id, "Who saved it; null for one that came with the system.");
    }
}

/// <summary>Reads scoring models.</summary>
[QueryType]
internal static class ScoringQueries
{
    internal static SchemaBuilder AddScoring(this SchemaBuilder schema) => schema
        .AddObjectType<ScoringModelType>()
        .AddQueryType(typeof(ScoringQueries))
        .AddMutationType(typeof(ScoringMutations));

    /// <summary>The scoring model in force, or an older version of it; null if there is none.</summary>
    /// <param name="version">The version; the one in force if absent.</param>
    public static Task<ScoringModel?> GetScoringModel(int? version, CrmDbContext db, CancellationToken cancellationToken) => db.ScoringModels
        .AsNoTracking()
        .Where(m => version == null || m.Number == version)
        .OrderByDescending(m => m.Number)
        .FirstOrDefaultAsync(cancellationToken);
}

/// <summary>Changes of the scoring model.</summary>
internal static class ScoringMutations
{
    /// <summary>Puts the next version of the scoring model in force, and scores all leads by it: most at once, of very many the rest soon after.</summary>
    /// <param name="input">The whole model.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<ScoringModel> SaveScoringModel(
        SaveScoringModelInput input, Caller caller, CrmDbContext db, LeadRescoringService rescoring, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        var model = await AddAsync(input, caller, db, time.GetUtcNow(), cancellationToken);
        await rescoring.RescoreAsync(db, null, cancellationToken);
        return model;
    }

    /// <summary>Scores leads again, so that what they did long ago counts less. The server does so by itself once a day.</summary>
    /// <param name="input">Which.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<RescoreLeadsPayload> RescoreLeads(
        RescoreLeadsInput input, Caller caller, CrmDbContext db, LeadRescoringService rescoring, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        var (count, isComplete) = await rescoring.RescoreAsync(db, input.ScoredBefore ?? time.GetUtcNow(), cancellationToken);
        return new RescoreLeadsPayload { Rescored = count, IsComplete = isComplete };
    }

    private static async Task<ScoringModel> AddAsync(SaveScoringModelInput input, Caller caller, CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var current = await db.ScoringModels.AsNoTracking().OrderByDescending(m => m.Number).FirstOrDefaultAsync(cancellationToken);
        var model = ScoringModel.Create(input.ToDefinition(), current, input.Version, caller.UserId, now);
        db.ScoringModels.Add(model);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return model;
    }
}
