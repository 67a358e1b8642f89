using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores an amount as a count of 1/10,000 of the currency's unit, so that sums and sorts are exact on every provider.</summary>
internal sealed class TenThousandthsConverter() : ValueConverter<decimal, long>(amount => Count(amount), count => count / 10_000m)
{
    // Stored amounts are checked by the domain; what a filter compares with may be anything, and beyond all amounts it still has its side.
    private static long Count(decimal amount) => amount switch
    {
        >= long.MaxValue / 10_000m => long.MaxValue,
        <= long.MinValue / 10_000m => long.MinValue,
        _ => (long)(amount * 10_000m),
    };
}
