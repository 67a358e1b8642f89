namespace CrmGraph.Persistence.Numbering;

/// <summary>Gives quotes their numbers: Q-year-number, counted per year. All revisions of a quote share one.</summary>
public static class QuoteNumbers
{
    private static readonly NumberSeries Series = new("quote", 'Q');

    /// <summary>Takes the next number, in the transaction that uses it.</summary>
    public static Task<string> NextAsync(CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => Series.NextAsync(db, now, cancellationToken);

    internal static string KeyOf(int year) => Series.KeyOf(year);

    internal static string Format(int year, int number) => Series.Format(year, number);
}
