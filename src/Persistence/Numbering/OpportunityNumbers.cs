namespace CrmGraph.Persistence.Numbering;

/// <summary>Gives opportunities their numbers: O-year-number, counted per year. Numbers are unique; a refused deal may leave a gap.</summary>
public static class OpportunityNumbers
{
    private static readonly NumberSeries Series = new("opportunity", 'O');

    /// <summary>Takes the next number, in the transaction that uses it.</summary>
    public static Task<string> NextAsync(CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken) => Series.NextAsync(db, now, cancellationToken);

    internal static string KeyOf(int year) => Series.KeyOf(year);

    internal static string Format(int year, int number) => Series.Format(year, number);
}
