namespace CrmGraph.Domain.Leads.Capture;

/// <summary>What can be changed of a web form.</summary>
public sealed record CaptureFormSettings
{
    /// <summary>The name that people see; required, at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Origins of pages that may send the form from a browser; * for all.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>How the fields of the form are read.</summary>
    public IReadOnlyList<CaptureField> Fields { get; init; } = [];

    /// <summary>A field that people do not see; null for none.</summary>
    public string? HoneypotField { get; init; }

    /// <summary>How many submissions one address may send per minute, from 1 to 10,000.</summary>
    public int MaxPerAddress { get; init; } = 10;

    /// <summary>How many submissions all addresses together may send per minute, from 1 to 100,000.</summary>
    public int MaxPerForm { get; init; } = 300;

    /// <summary>Whether the form takes submissions.</summary>
    public bool IsActive { get; init; } = true;

    internal CaptureFormSettings Checked(int mostFields)
    {
        var valid = this with
        {
            Name = Guard.Text(Name, "name", 100),
            AllowedOrigins = Guard.Each(Guard.Texts(AllowedOrigins, "allowedOrigins", 50, 200), "allowedOrigins", 50, Origin),
            Fields = Guard.Each(Fields, "fields", mostFields, f => f.Checked()),
            HoneypotField = Guard.OptionalText(HoneypotField, "honeypotField", 100),
            MaxPerAddress = Guard.OptionalRange(MaxPerAddress, "maxPerAddress", 1, 10_000)!.Value,
            MaxPerForm = Guard.OptionalRange(MaxPerForm, "maxPerForm", 1, 100_000)!.Value,
        };
        if (valid.Fields.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Guard.Invalid("fields", $"The field {twice.Key} is there more than once.");
        if (valid.Fields.Where(f => f.Target is not null).GroupBy(f => f.Target).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw Guard.Invalid("fields", $"More than one field fills {same.Key.ToString()!.ToUpperInvariant()}; only one can.");
        if (valid.Fields.Any(f => f.Name == valid.HoneypotField)) throw Guard.Invalid("honeypotField", "honeypotField must not be one of fields: people would fill it in.");
        return valid;
    }

    private static string Origin(string value)
    {
        var text = value.TrimEnd('/');
        var isOrigin = text == "*" || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/" && url.Query.Length == 0);
        return isOrigin ? text : throw new DomainException(ErrorCode.Validation, "An origin is an address without a path, like https://www.example.com, or *.");
    }
}
