namespace CrmGraph.Domain.Duplicates;

/// <summary>Registration numbers (unified social credit code, VAT number) as they are compared: letters and digits, in upper case.</summary>
public static class RegistrationNumbers
{
    /// <summary>The normalised number; null if nothing is left of it.</summary>
    public static string? Normalize(string? number)
    {
        if (number is null) return null;
        var text = string.Concat(PlainText.Of(number).ToUpperInvariant().Where(char.IsLetterOrDigit));
        return text.Length is 0 or > 50 ? null : text;
    }
}
