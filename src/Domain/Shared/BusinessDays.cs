namespace CrmGraph.Domain.Shared;

/// <summary>Days that people name. "Today" is a matter of longitude: places on earth are up to 14 hours ahead of UTC and 12 behind it.</summary>
public static class BusinessDays
{
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(14);

    /// <summary>The day in UTC.</summary>
    public static DateOnly Today(this DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>The day on which something has happened: today (UTC) if none is given; refuses with VALIDATION what is in the future everywhere.</summary>
    public static DateOnly Happened(DateOnly? day, string field, DateTimeOffset now)
    {
        var valid = Guard.Date(day ?? now.Today(), field);
        return valid <= (now + FurthestAhead).Today() ? valid : throw Guard.Invalid(field, $"{field} must not be in the future.");
    }
}
