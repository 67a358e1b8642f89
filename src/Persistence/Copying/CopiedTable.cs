using System.Numerics;

namespace CrmGraph.Persistence.Copying;

/// <summary>One table that was copied, and what was found in it on either side afterwards.</summary>
/// <param name="Name">The table.</param>
/// <param name="Source">What the source has.</param>
/// <param name="Target">What was read back from the target.</param>
public sealed record CopiedTable(string Name, TableContent Source, TableContent Target)
{
    /// <summary>Whether both have the same.</summary>
    public bool IsSame => Source.Rows == Target.Rows && Source.Checksum == Target.Checksum && Source.Sums.SequenceEqual(Target.Sums);
}

/// <summary>A table in figures.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Checksum">Over every value of every row, whatever the order of the rows.</param>
/// <param name="Sums">The sum of each column of whole numbers, amounts and moments among them, as they are stored.</param>
public sealed record TableContent(long Rows, ulong Checksum, IReadOnlyList<ColumnSum> Sums);

/// <summary>The sum of a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsMoney">Whether it holds amounts, in 1/10,000 of the currency's unit; of different currencies, so that the sum is good for comparing only.</param>
/// <param name="Sum">The sum.</param>
public readonly record struct ColumnSum(string Column, bool IsMoney, BigInteger Sum);
