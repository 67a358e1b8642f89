namespace CrmGraph.Domain.Duplicates;

/// <summary>
/// E-mail addresses as they are compared: trimmed, of normal width and in lower case. Dots, accents and what follows a plus stay:
/// only some providers ignore them, and elsewhere they tell people apart.
/// </summary>
public static class EmailAddresses
{
    /// <summary>The normalised address; null if it is none.</summary>
    public static string? Normalize(string? email)
    {
        if (email is null) return null;
        var text = PlainText.WithAccentsOf(email.Trim());
        return text.Length > 254 || text.IndexOf('@', StringComparison.Ordinal) <= 0 ? null : text;
    }
}
