using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Numbering;

/// <summary>Numbers of the form letter-year-number, counted per year. They are unique; a refused record may leave a gap.</summary>
/// <param name="name">The name of the series in the database.</param>
/// <param name="letter">What the numbers begin with.</param>
internal sealed class NumberSeries(string name, char letter)
{
    /// <summary>
    /// Takes the next number. The row of the year is locked until the surrounding transaction ends, so that two callers
    /// never get the same one; without a transaction that would not hold, so it is refused.
    /// </summary>
    internal async Task<string> NextAsync(CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Begin a transaction before taking a number.");
        var year = now.UtcDateTime.Year;
        var key = KeyOf(year);
        if (!await AdvanceAsync(db, key, cancellationToken)) await BeginAsync(db, key, cancellationToken);
        var number = await db.NumberSequences.Where(s => s.Key == key).Select(s => s.Last).SingleAsync(cancellationToken);
        return Format(year, number);
    }

    private static async Task<bool> AdvanceAsync(CrmDbContext db, string key, CancellationToken cancellationToken) => await db.NumberSequences
        .Where(s => s.Key == key)
        .ExecuteUpdateAsync(s => s.SetProperty(n => n.Last, n => n.Last + 1), cancellationToken) > 0;

    private static async Task BeginAsync(CrmDbContext db, string key, CancellationToken cancellationToken)
    {
        var first = db.NumberSequences.Add(new NumberSequence(key, 1));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            first.State = EntityState.Detached;
        }
        catch (DbUpdateException taken) when (taken.InnerException is DbException failure && DatabaseDialect.Of(db).IsDuplicateKey(failure))
        {
            // somebody else has begun the series at the same moment, and is done now
            first.State = EntityState.Detached;
            if (!await AdvanceAsync(db, key, cancellationToken)) throw;
        }
    }

    internal string KeyOf(int year) => string.Create(CultureInfo.InvariantCulture, $"{name}:{year:0000}");

    internal string Format(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}-{year:0000}-{number:00000}");
}
