using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Funnels;

/// <summary>Which deals a funnel is about, as far as the sums kept up to date can tell deals apart.</summary>
/// <param name="PipelineId">The pipeline.</param>
/// <param name="From">The first day of creation.</param>
/// <param name="To">The day after the last.</param>
/// <param name="Grouping">By what the deals are told apart, if at all.</param>
/// <param name="Caller">Who asks.</param>
public sealed record FunnelSlice(PipelineId PipelineId, DateOnly From, DateOnly To, FunnelGrouping? Grouping, Caller Caller)
{
    /// <summary>A day before all deals.</summary>
    public static readonly DateOnly Beginning = DateOnly.MinValue;

    /// <summary>A day after all deals; it begins a month.</summary>
    public static readonly DateOnly End = new(2800, 1, 1);

    /// <summary>The first day of creation.</summary>
    public DateOnly From { get; } = From < End ? From : End;

    /// <summary>The day after the last.</summary>
    public DateOnly To { get; } = To < End ? To : End;

    /// <summary>Whether the sums tell deals apart as asked: else they are counted one by one.</summary>
    public bool IsKept => Scope != Scope.None && Grouping is not (FunnelGrouping.Industry or FunnelGrouping.Region) && !(IsOwn && Grouping == FunnelGrouping.Source);

    /// <summary>Whether the lengths of visits are kept for what the caller sees.</summary>
    public bool HasTimes => Scope != Scope.None && !IsOwn;

    internal bool IsOwn => Scope == Scope.Own;

    internal bool IsAll => Scope == Scope.All;

    internal FunnelCube Cube => Grouping switch
    {
        _ when IsOwn => FunnelCube.Owner,
        FunnelGrouping.Owner => FunnelCube.Owner,
        FunnelGrouping.Source => FunnelCube.Source,
        FunnelGrouping.Team => FunnelCube.Team,
        _ => IsAll ? FunnelCube.Whole : FunnelCube.Team,
    };

    internal FunnelCube TimesCube => IsAll ? FunnelCube.Whole : FunnelCube.Team;

    /// <summary>The teams whose deals the caller sees, unless it is all or only the own.</summary>
    internal IReadOnlyList<TeamId> Teams => Scope == Scope.Team && Caller.TeamId is { } own ? [own] : Caller.TeamIds;

    internal IReadOnlyList<Guid> TeamKeys => [.. Teams.Select(t => t.Value)];

    private Scope Scope => Caller.ScopeOf(Resource.Opportunity, Access.Read);

    internal int FirstDay => From.DayNumber;

    internal int EndDay => To.DayNumber;

    /// <summary>The whole months between the first day and the end: the first one's first day, and the first day after the last.</summary>
    internal (int From, int To) Months
    {
        get
        {
            var from = From.Day == 1 ? From : new DateOnly(From.Year, From.Month, 1).AddMonths(1);
            var to = new DateOnly(To.Year, To.Month, 1);
            return from < to ? (from.DayNumber, to.DayNumber) : (FirstDay, FirstDay);
        }
    }
}
