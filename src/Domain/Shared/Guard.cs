using System.Globalization;

namespace CrmGraph.Domain.Shared;

/// <summary>
/// Checks that several aggregates share. Each returns the value in the form in which it is kept, or refuses with
/// VALIDATION and the path of the input field. Blank text counts as absent.
/// </summary>
public static class Guard
{
    private static readonly DateOnly EarliestDate = new(2000, 1, 1);
    private static readonly DateOnly LatestDate = new(2100, 12, 31);

    /// <summary>Text that must be there, trimmed, of at most <paramref name="maxLength"/> characters.</summary>
    public static string Text(string? value, string field, int maxLength) =>
        OptionalText(value, field, maxLength) ?? throw Invalid(field, $"{field} must not be empty.");

    /// <summary>Text that may be absent, trimmed, of at most <paramref name="maxLength"/> characters.</summary>
    public static string? OptionalText(string? value, string field, int maxLength)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length > maxLength)
            throw Invalid(field, $"{field} has {text.Length} characters; at most {maxLength} are allowed.");
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            throw Invalid(field, $"{field} contains control characters; remove them.");
        return text;
    }

    /// <summary>An e-mail address: one @ between a local part and a domain, no spaces, at most 254 characters.</summary>
    public static string? OptionalEmail(string? value, string field)
    {
        var text = OptionalText(value, field, 254);
        if (text is null) return null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var wellFormed = at is > 0 and <= 64
            && at == text.LastIndexOf('@')
            && IsDomain(text.AsSpan(at + 1))
            && !text.Any(char.IsWhiteSpace);
        return wellFormed ? text : throw Invalid(field, $"{field} is not an e-mail address like name@example.com.");
    }

    /// <summary>
    /// A telephone number: digits with an optional +, spaces, dots, dashes, slashes, brackets or an extension. Those of full width, as Chinese keyboards
    /// write them, are kept as those of normal width.
    /// </summary>
    public static string? OptionalPhone(string? value, string field)
    {
        if (OptionalText(value, field, 50) is not { } written) return null;
        var text = PlainText.WithAccentsOf(written);
        var wellFormed = text.Count(char.IsAsciiDigit) >= 3 && text.All(c => char.IsAsciiDigit(c) || "+ .-/()x#".Contains(c, StringComparison.Ordinal));
        return wellFormed ? text : throw Invalid(field, $"{field} is not a telephone number like +86 21 5550 1234.");
    }

    /// <summary>An absolute http or https address of at most 500 characters.</summary>
    public static string? OptionalUrl(string? value, string field)
    {
        var text = OptionalText(value, field, 500);
        if (text is null) return null;
        var wellFormed = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
        return wellFormed ? text : throw Invalid(field, $"{field} is not an address like https://example.com.");
    }

    /// <summary>A key: lower-case letters, digits, - and _, starting with a letter, at most 50 characters.</summary>
    public static string Key(string? value, string field)
    {
        var text = Text(value, field, 50);
        var wellFormed = char.IsAsciiLetterLower(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
        return wellFormed ? text : throw Invalid(field, $"{field} must consist of lower-case letters, digits, - and _, and start with a letter.");
    }

    /// <summary>A share from 0 to 1.</summary>
    public static double Share(double value, string field) =>
        value is >= 0 and <= 1 ? value : throw Invalid(field, $"{field} must be from 0 to 1.");

    /// <summary>A percentage from 0 to 100 with at most four decimals; none if absent.</summary>
    public static decimal? OptionalPercent(decimal? value, string field)
    {
        if (value is null) return null;
        if (value is < 0 or > 100) throw Invalid(field, $"{field} must be from 0 to 100.");
        return decimal.Round(value.Value, 4) == value ? value : throw Invalid(field, $"{field} has more than four decimals; round it.");
    }

    /// <summary>A whole number in a range.</summary>
    public static int? OptionalRange(int? value, string field, int min, int max) =>
        value is null || (value >= min && value <= max) ? value : throw Invalid(field, $"{field} must be from {min} to {max}.");

    /// <summary>A calendar date between 2000 and 2100: anything else is a slip of the pen.</summary>
    public static DateOnly Date(DateOnly value, string field) =>
        value >= EarliestDate && value <= LatestDate ? value : throw Invalid(field, $"{field} must be between 2000-01-01 and 2100-12-31.");

    /// <summary>One of the declared values of an enum; a number from outside is no value.</summary>
    public static TEnum Defined<TEnum>(TEnum value, string field)
        where TEnum : struct, Enum =>
        Enum.IsDefined(value) ? value : throw Invalid(field, $"{field} is not one of {string.Join(", ", Enum.GetValues<TEnum>().Select(v => v.ApiName()))}.");

    /// <summary>Checks each item of a list; the path of a refusal begins with the list's field and the index of the item.</summary>
    /// <param name="items">The list; null counts as empty.</param>
    /// <param name="field">The list's field.</param>
    /// <param name="maxCount">How many items there may be.</param>
    /// <param name="check">Checks an item and returns it as it is kept.</param>
    public static IReadOnlyList<TKept> Each<T, TKept>(IReadOnlyList<T>? items, string field, int maxCount, Func<T, TKept> check)
    {
        if (items is null) return [];
        if (items.Count > maxCount) throw Invalid(field, $"{field} has {items.Count} items; at most {maxCount} are allowed.");
        var kept = new TKept[items.Count];
        for (var i = 0; i < kept.Length; i++)
        {
            var item = items[i];
            kept[i] = Within(() => check(item), field, i.ToString(CultureInfo.InvariantCulture));
        }
        return kept;
    }

    /// <summary>A list of texts, each there, trimmed, and of at most <paramref name="maxLength"/> characters.</summary>
    public static IReadOnlyList<string> Texts(IReadOnlyList<string>? items, string field, int maxCount, int maxLength) => Each(items, field, maxCount, item =>
    {
        var text = item?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > maxLength || text.Any(char.IsControl))
            throw new DomainException(ErrorCode.Validation, $"An item of {field} must have from 1 to {maxLength} characters, and no control characters.");
        return text;
    });

    /// <summary>A VALIDATION refusal about one input field.</summary>
    public static DomainException Invalid(string field, string message) => new(ErrorCode.Validation, message, field);

    /// <summary>What a check returns; its refusal names the place inside the input at which the checked value stands.</summary>
    /// <param name="check">The check.</param>
    /// <param name="place">For example <c>["stages", "2"]</c>.</param>
    public static T Within<T>(Func<T> check, params string[] place)
    {
        try
        {
            return check();
        }
        catch (DomainException refusal)
        {
            throw refusal.Within(place);
        }
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        return dot > 0 && dot < domain.Length - 1 && domain[0] != '.' && !domain.Contains("..", StringComparison.Ordinal);
    }
}
