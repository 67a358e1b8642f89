using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Tests.Pipelines;

/// <summary>A pipeline with any criteria, saved over the API.</summary>
/// <param name="Id">Its global id.</param>
/// <param name="StageCount">How many stages it has, WON and LOST included.</param>
internal sealed record RandomPipeline(string Id, int StageCount)
{
    private static readonly string[] CallerRoles = ["SALES_REP", "SALES_MANAGER", "SALES_DIRECTOR", "ADMIN", "FINANCE"];

    internal static async Task<RandomPipeline> SaveAsync(CrmApi api, Random random)
    {
        var open = random.Next(2, 6);
        object[] stages =
        [
            .. Enumerable.Range(0, open).Select(i => new
            {
                key = $"s{i}",
                name = $"阶段{i}",
                kind = "OPEN",
                probability = i / 10.0,
                forecastCategory = "PIPELINE",
                exitCriteria = Enumerable.Range(0, random.Next(3)).Select(c => Criterion(random, $"c{c}")).ToArray(),
                requiredActivities = random.Next(4) == 0 ? new[] { Kind(random) } : [],
            }),
            new { key = "won", name = "赢单", kind = "WON", probability = 1, forecastCategory = "CLOSED" },
            new { key = "lost", name = "输单", kind = "LOST", probability = 0, forecastCategory = "OMITTED" },
        ];
        var saved = (await api.DataAsync(
            "admin",
            "mutation ($input: SavePipelineInput!) { savePipeline(input: $input) { pipeline { id } errors { message path } } }",
            new { input = new { name = $"随机 {Guid.CreateVersion7():N}", stages } })).GetProperty("savePipeline");
        Assert.Equal("[]", saved.GetProperty("errors").GetRawText());
        return new RandomPipeline(saved.At("pipeline", "id").GetString()!, open + 2);
    }

    private static object Criterion(Random random, string key)
    {
        var kind = Pick(random, Enum.GetValues<CriterionKind>());
        var description = random.Next(2) == 0 ? "须满足" : null;
        return kind switch
        {
            CriterionKind.FieldPresent => new { key, kind = kind.ApiName(), description, field = Pick(random, [.. DealField.All]).Name },
            CriterionKind.FieldInRange => Range(random, key, description),
            CriterionKind.Activity => new { key, kind = kind.ApiName(), description, activityKind = Kind(random) },
            CriterionKind.Stakeholder => new { key, kind = kind.ApiName(), description, stakeholderRole = Pick(random, Enum.GetValues<StakeholderRole>()[..3]).ApiName() },
            CriterionKind.CallerRole => new { key, kind = kind.ApiName(), description, callerRole = Pick(random, CallerRoles) },
            _ => new { key, kind = kind.ApiName(), description },
        };
    }

    private static object Range(Random random, string key, string? description)
    {
        var (field, min, max) = random.Next(4) switch
        {
            0 => ("amount", (object)random.Next(0, 100_000), (object)"150000.5"),
            1 => ("closeDate", "2026-07-01", "2026-12-31"),
            2 => ("account.employees", 50, 5000),
            _ => ("probability", 0.1, 1),
        };
        return random.Next(3) switch
        {
            0 => new { key, kind = "FIELD_IN_RANGE", description, field, min },
            1 => new { key, kind = "FIELD_IN_RANGE", description, field, max },
            _ => (object)new { key, kind = "FIELD_IN_RANGE", description, field, min, max },
        };
    }

    private static string Kind(Random random) => Pick(random, Enum.GetValues<ActivityKind>()[..3]).ApiName();

    private static T Pick<T>(Random random, T[] items) => items[random.Next(items.Length)];
}
