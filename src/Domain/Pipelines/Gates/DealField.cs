using System.Globalization;

namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>A field of a deal that criteria can ask for, by its name in the API.</summary>
public sealed class DealField
{
    private readonly Func<DealFacts, object?> _read;

    private DealField(string name, Func<DealFacts, object?> read, DealFieldKind kind = DealFieldKind.Text) => (Name, _read, Kind) = (name, read, kind);

    /// <summary>All fields. An amount of 0 counts as missing, and so does blank text.</summary>
    public static IReadOnlyList<DealField> All { get; } =
    [
        new("amount", f => f.Amount.Amount == 0 ? null : f.Amount.Amount, DealFieldKind.Number),
        new("expectedRevenue", f => f.ExpectedRevenue.Amount == 0 ? null : f.ExpectedRevenue.Amount, DealFieldKind.Number),
        new("probability", f => (decimal)f.Probability, DealFieldKind.Number),
        new("closeDate", f => f.CloseDate, DealFieldKind.Date),
        new("lastActivityAt", f => f.LastActivityAt, DealFieldKind.Moment),
        new("nextStep", f => f.NextStep),
        new("primaryContact", f => f.HasPrimaryContact ? "" : null),
        new("source", f => f.HasSource ? "" : null),
        new("competitors", f => f.Competitors.Count > 0 ? "" : null),
        new("account.industry", f => f.AccountIndustry),
        new("account.region", f => f.AccountRegion),
        new("account.website", f => f.AccountWebsite),
        new("account.registrationNumber", f => f.AccountRegistrationNumber),
        new("account.employees", f => (decimal?)f.AccountEmployees, DealFieldKind.Number),
    ];

    /// <summary>The name, e.g. <c>account.industry</c>.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public DealFieldKind Kind { get; }

    /// <summary>The way to the field from the deal, for blockers.</summary>
    public IReadOnlyList<string> Path => Name.Split('.');

    /// <summary>The field of a name. Refuses with VALIDATION at <c>field</c> and the list of all if there is none.</summary>
    public static DealField Named(string name) =>
        All.SingleOrDefault(f => f.Name == name)
        ?? throw Guard.Invalid("field", $"Criteria cannot ask for the field '{name}'; they can for {string.Join(", ", All.Select(f => f.Name))}.");

    /// <summary>Whether the field is filled.</summary>
    internal bool IsPresent(DealFacts facts) => _read(facts) is not null;

    /// <summary>Whether the field is filled and within bounds that <see cref="Range"/> has returned.</summary>
    internal bool IsWithin(DealFacts facts, string? min, string? max) =>
        _read(facts) is IComparable value
        && (min is null || value.CompareTo(Parse(min)) >= 0)
        && (max is null || value.CompareTo(Parse(max)) <= 0);

    /// <summary>The value as text; null if it is missing.</summary>
    internal string? Show(DealFacts facts) => _read(facts) is { } value ? Write(value) : null;

    /// <summary>Bounds in the form in which they are kept. Refuses with VALIDATION at <c>min</c>, <c>max</c> or <c>field</c>.</summary>
    internal (string? Min, string? Max) Range(string? min, string? max)
    {
        if (Kind == DealFieldKind.Text)
            throw Guard.Invalid("field", $"{Name} has no order, so that it has no range; choose one of {string.Join(", ", All.Where(f => f.Kind != DealFieldKind.Text).Select(f => f.Name))}.");
        if (min is null && max is null) throw Guard.Invalid("min", "A criterion of the kind FIELD_IN_RANGE needs min, max or both.");
        var (lower, upper) = (Bound(min, "min"), Bound(max, "max"));
        if (lower is not null && upper is not null && lower.CompareTo(upper) > 0) throw Guard.Invalid("max", "max must not be less than min.");
        return (lower is null ? null : Write(lower), upper is null ? null : Write(upper));
    }

    private IComparable? Bound(string? text, string member)
    {
        if (text is null) return null;
        try
        {
            return Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw Guard.Invalid(member, Kind switch
            {
                DealFieldKind.Number => $"{member} is not a number such as 100000 or \"0.25\".",
                DealFieldKind.Date => $"{member} is not a date such as \"2026-12-31\".",
                _ => $"{member} is not a moment such as \"2026-03-01T08:30:00Z\".",
            });
        }
    }

    private IComparable Parse(string text) => Kind switch
    {
        DealFieldKind.Number => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        DealFieldKind.Date => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
    };

    private static string Write(object value) => value switch
    {
        decimal number => number.ToString("0.####################", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

/// <summary>What the values of a field are.</summary>
public enum DealFieldKind
{
    /// <summary>Text, or a record; it is there or not.</summary>
    Text,

    /// <summary>A number, or an amount in the deal's own currency.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A moment in time.</summary>
    Moment,
}
