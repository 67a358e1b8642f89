using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Reports;

/// <summary>How the deals that were closed in a period ended, and why.</summary>
internal sealed record WinLossAnalysis
{
    /// <summary>How many deals are won.</summary>
    public required int Won { get; init; }

    /// <summary>How many deals are lost.</summary>
    public required int Lost { get; init; }

    /// <summary>won ÷ (won + lost), 0 to 1; null if no deal was closed.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Why deals were lost, most frequent first.</summary>
    public required IReadOnlyList<LossReasonCount> Reasons { get; init; }

    /// <summary>The competitors, the one that took most deals first.</summary>
    public required IReadOnlyList<CompetitorRecord> Competitors { get; init; }
}

internal sealed class WinLossAnalysisType : ObjectType<WinLossAnalysis>
{
    protected override void Configure(ObjectTypeDescriptor<WinLossAnalysis> descriptor)
    {
        descriptor.Field(a => a.Won);
        descriptor.Field(a => a.Lost);
        descriptor.Field(a => a.WinRate);
        descriptor.Field(a => a.Reasons);
        descriptor.Field(a => a.Competitors);
    }
}

/// <summary>How deals ended in which a competitor took part.</summary>
internal sealed record CompetitorRecord
{
    /// <summary>The name, as it is written most often; upper and lower case are one.</summary>
    public required string Name { get; init; }

    /// <summary>Deals that were won although the competitor was named in them.</summary>
    public required int Won { get; init; }

    /// <summary>Deals that were lost to the competitor.</summary>
    public required int Lost { get; init; }

    /// <summary>won ÷ (won + lost), 0 to 1.</summary>
    public required double? WinRate { get; init; }
}

internal sealed class CompetitorRecordType : ObjectType<CompetitorRecord>
{
    protected override void Configure(ObjectTypeDescriptor<CompetitorRecord> descriptor)
    {
        descriptor.Field(c => c.Name);
        descriptor.Field(c => c.Won);
        descriptor.Field(c => c.Lost);
        descriptor.Field(c => c.WinRate);
    }
}
