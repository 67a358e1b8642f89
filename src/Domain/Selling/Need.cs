using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Selling;

/// <summary>A need of the customer, as far as it has been discovered.</summary>
public sealed class Need : Aggregate<NeedId>
{
    private Need() => Pain = "";

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What hurts.</summary>
    public string Pain { get; private set; }

    /// <summary>What that costs or prevents.</summary>
    public string? Impact { get; private set; }

    /// <summary>How it is done today, and where that ends.</summary>
    public string? CurrentSolution { get; private set; }

    /// <summary>What the customer wants to reach.</summary>
    public string? Goal { get; private set; }

    /// <summary>What it is measured by.</summary>
    public string? Metric { get; private set; }

    /// <summary>Who recorded it last.</summary>
    public UserId ById { get; private set; }

    /// <summary>When it was recorded last.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Records a need of a deal.</summary>
    public static Need Of(Opportunity deal, NeedDetails details, UserId by, DateTimeOffset now)
    {
        var need = new Need { Id = NeedId.New(now), OpportunityId = deal.Id };
        need.Revise(details, by, now);
        return need;
    }

    /// <summary>Replaces what is known.</summary>
    public void Revise(NeedDetails details, UserId by, DateTimeOffset now)
    {
        var pain = Guard.Text(details.Pain, "pain", 2000);
        var (impact, solution) = (Guard.OptionalText(details.Impact, "impact", 2000), Guard.OptionalText(details.CurrentSolution, "currentSolution", 2000));
        var (goal, metric) = (Guard.OptionalText(details.Goal, "goal", 2000), Guard.OptionalText(details.Metric, "metric", 500));
        (Pain, Impact, CurrentSolution, Goal, Metric, ById, At) = (pain, impact, solution, goal, metric, by, now);
    }
}

/// <summary>What people enter about a need.</summary>
/// <param name="Pain">What hurts; required, at most 2,000 characters.</param>
/// <param name="Impact">What that costs or prevents.</param>
/// <param name="CurrentSolution">How it is done today, and where that ends.</param>
/// <param name="Goal">What the customer wants to reach.</param>
/// <param name="Metric">What it is measured by.</param>
public sealed record NeedDetails(string Pain, string? Impact, string? CurrentSolution, string? Goal, string? Metric);
