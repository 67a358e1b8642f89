using CrmGraph.Api.Schema;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>What a seller did in a period. Won and lost deals go by the day on which they were closed, and by their owner of today.</summary>
internal sealed record LeaderboardRow
{
    internal required UserId UserId { get; init; }

    /// <summary>The place by wonAmount, then wonCount, from 1. Equals share a place, and the next one is as far behind as they are many.</summary>
    public required int Rank { get; init; }

    /// <summary>What the won deals are worth.</summary>
    public required Money WonAmount { get; init; }

    /// <summary>How many deals are won.</summary>
    public required int WonCount { get; init; }

    /// <summary>won ÷ (won + lost), 0 to 1; null if no deal was closed.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Opportunities created in the period.</summary>
    public required int NewOpportunities { get; init; }

    /// <summary>Activities of the user created in the period.</summary>
    public required int Activities { get; init; }

    /// <summary>How long the won deals took from creation to WON, on average; null if none is won.</summary>
    public required TimeSpan? AverageCycle { get; init; }
}

internal sealed class LeaderboardRowType : ObjectType<LeaderboardRow>
{
    protected override void Configure(ObjectTypeDescriptor<LeaderboardRow> descriptor)
    {
        descriptor.Field(r => r.Rank);
        descriptor.Reference("user", r => r.UserId, AllRows.Users, u => u.Id, "The seller.");
        descriptor.Field(r => r.WonAmount);
        descriptor.Field(r => r.WonCount);
        descriptor.Field(r => r.WinRate);
        descriptor.Field(r => r.NewOpportunities);
        descriptor.Field(r => r.Activities);
        descriptor.Field(r => r.AverageCycle);
    }
}
