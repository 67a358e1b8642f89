using System.Globalization;

namespace CrmGraph.Domain.Leads.Scoring;

/// <summary>What of a lead a profile rule looks at.</summary>
public enum ScoringField
{
    /// <summary>The industry equals one of the values, in any case.</summary>
    Industry,

    /// <summary>The number of employees is from min to max.</summary>
    Employees,

    /// <summary>The title contains one of the values, in any case.</summary>
    Title,

    /// <summary>The region equals one of the values, in any case.</summary>
    Region,

    /// <summary>The key of the lead source is one of the values.</summary>
    Source,

    /// <summary>The channel of the lead source is one of the values.</summary>
    Channel,

    /// <summary>The points count by the share of company, title, email, phone, industry, region, employees and need that is filled.</summary>
    Completeness,
}

/// <summary>A rule about who a lead is.</summary>
/// <param name="Name">The name that the breakdown of a score shows; unique in the model.</param>
/// <param name="Field">What it looks at.</param>
/// <param name="Values">The values that match; empty for EMPLOYEES and COMPLETENESS.</param>
/// <param name="Min">For EMPLOYEES the smallest number that matches.</param>
/// <param name="Max">For EMPLOYEES the largest number that matches.</param>
/// <param name="Points">Points from −1,000 to 1,000.</param>
public sealed record ScoringProfileRule(string Name, ScoringField Field, IReadOnlyList<string> Values, int? Min, int? Max, int Points)
{
    private const int CountedFields = 8;

    internal ScoringProfileRule Checked()
    {
        var valid = this with
        {
            Name = Guard.Text(Name, "name", 100),
            Field = Guard.Defined(Field, "field"),
            Values = Guard.Texts(Values, "values", 200, 100),
            Min = Guard.OptionalRange(Min, "min", 0, 10_000_000),
            Max = Guard.OptionalRange(Max, "max", 0, 10_000_000),
            Points = ScoringDefinition.CheckedPoints(Points),
        };
        var takesValues = Field is not (ScoringField.Employees or ScoringField.Completeness);
        if (takesValues && valid.Values.Count == 0) throw Guard.Invalid("values", $"A rule about {Spelled(Field)} needs at least one value.");
        if (!takesValues && valid.Values.Count > 0) throw Guard.Invalid("values", $"A rule about {Spelled(Field)} takes no values.");
        if (Field == ScoringField.Employees && Min is null && Max is null) throw Guard.Invalid("min", "A rule about EMPLOYEES needs min, max or both.");
        if (Field != ScoringField.Employees && (Min is not null || Max is not null)) throw Guard.Invalid("min", "min and max are for EMPLOYEES only.");
        if (Min > Max) throw Guard.Invalid("max", "max must not be less than min.");
        return valid;
    }

    internal ScoreContribution? Evaluate(ScoredProfile lead, DateTimeOffset now)
    {
        var details = lead.Details;
        return Field switch
        {
            ScoringField.Industry => Equal(details.Industry, now),
            ScoringField.Region => Equal(details.Region, now),
            ScoringField.Source => Equal(lead.SourceKey, now),
            ScoringField.Channel => Equal(lead.Channel, now),
            ScoringField.Title => Values.FirstOrDefault(v => details.Title?.Contains(v, StringComparison.OrdinalIgnoreCase) == true) is { } found
                ? Contribution(Points, $"title contains {found}", now)
                : null,
            ScoringField.Employees => details.Employees is { } count && count >= (Min ?? 0) && count <= (Max ?? int.MaxValue)
                ? Contribution(Points, string.Create(CultureInfo.InvariantCulture, $"employees is {count}"), now)
                : null,
            _ => Complete(details, now),
        };
    }

    private ScoreContribution? Equal(string? value, DateTimeOffset now) =>
        value is not null && Values.Contains(value, StringComparer.OrdinalIgnoreCase) ? Contribution(Points, $"{Spelled(Field).ToLowerInvariant()} is {value}", now) : null;

    private ScoreContribution? Complete(LeadDetails details, DateTimeOffset now)
    {
        object?[] fields = [details.Company, details.Title, details.Email, details.Phone, details.Industry, details.Region, details.Employees, details.Need];
        var filled = fields.Count(f => f is not null);
        var points = (int)Math.Round((decimal)Points * filled / CountedFields, MidpointRounding.AwayFromZero);
        return Contribution(points, string.Create(CultureInfo.InvariantCulture, $"{filled} of {CountedFields} details are known"), now);
    }

    private ScoreContribution? Contribution(int points, string reason, DateTimeOffset now) => points == 0 ? null : new ScoreContribution(Name, points, reason, now);

    private static string Spelled(ScoringField field) => field.ToString().ToUpperInvariant();
}
