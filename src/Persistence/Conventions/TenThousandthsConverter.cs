using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores an amount as a count of 1/10,000 of the currency's unit, so that sums and sorts are exact on every provider.</summary>
internal sealed class TenThousandthsConverter() : ValueConverter<decimal, long>(
    amount => (long)(amount * 10_000m),
    count => count / 10_000m);
