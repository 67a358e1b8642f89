namespace CrmGraph.Domain.Duplicates;

/// <summary>A value in the form in which it is compared: two records that share one may be the same customer.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Value">The normalised value.</param>
/// <param name="Whole">Of a stem, the whole normalised name.</param>
public sealed record MatchKey(MatchKind Kind, string Value, string? Whole = null);
