using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>
/// Stores a moment as a count of 100 ns since 0001-01-01 UTC, in 64 bits. Every provider orders, compares and subtracts
/// integers exactly and quickly; SQLite has no type for moments, and PostgreSQL's would round to microseconds, so that
/// a cursor made of a value in memory would miss its own row. Days are <c>ticks / 864000000000</c>; in SQLite
/// <c>datetime(ticks / 10000000 - 62135596800, 'unixepoch')</c> shows the moment.
/// </summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
