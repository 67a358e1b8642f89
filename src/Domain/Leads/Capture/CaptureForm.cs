using System.Globalization;

namespace CrmGraph.Domain.Leads.Capture;

/// <summary>A form on a web page whose submissions become leads.</summary>
public sealed class CaptureForm : Aggregate<CaptureFormId>
{
    private const int MostFields = 100;

    private CaptureForm()
    {
        Key = Name = "";
        AllowedOrigins = [];
        Fields = [];
    }

    /// <summary>The key in the address that the form sends to; unique and stable. It is public, not a secret.</summary>
    public string Key { get; private set; }

    /// <summary>The name that people see.</summary>
    public string Name { get; private set; }

    /// <summary>The source that leads from this form get.</summary>
    public LeadSourceId SourceId { get; private set; }

    /// <summary>Origins of pages that may send the form from a browser, e.g. https://www.example.com; * for all. Programs send no origin and are not held back.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; private set; }

    /// <summary>How the fields of the form are read; a lead's field that none of them fills is read by its own name.</summary>
    public IReadOnlyList<CaptureField> Fields { get; private set; }

    /// <summary>A field that people do not see and programs that send rubbish fill in; null for none.</summary>
    public string? HoneypotField { get; private set; }

    /// <summary>How many submissions one address may send per minute.</summary>
    public int MaxPerAddress { get; private set; }

    /// <summary>How many submissions all addresses together may send per minute.</summary>
    public int MaxPerForm { get; private set; }

    /// <summary>Whether the form takes submissions.</summary>
    public bool IsActive { get; private set; }

    /// <summary>When the form was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the form was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Makes a form.</summary>
    public static CaptureForm Create(string key, CaptureFormSettings settings, LeadSourceId sourceId, DateTimeOffset now)
    {
        var form = new CaptureForm { Id = CaptureFormId.New(now), Key = Guard.Key(key, "key"), CreatedAt = now };
        form.Change(settings, sourceId, now);
        return form;
    }

    /// <summary>Replaces everything but the key.</summary>
    public void Change(CaptureFormSettings settings, LeadSourceId sourceId, DateTimeOffset now)
    {
        var valid = settings.Checked(MostFields);
        (Name, SourceId, AllowedOrigins, Fields, HoneypotField) = (valid.Name, sourceId, valid.AllowedOrigins, valid.Fields, valid.HoneypotField);
        (MaxPerAddress, MaxPerForm, IsActive, UpdatedAt) = (valid.MaxPerAddress, valid.MaxPerForm, valid.IsActive, now);
    }

    /// <summary>Whether a page of this origin may send the form.</summary>
    public bool Allows(string origin) => AllowedOrigins.Contains("*", StringComparer.Ordinal) || AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the form's field that fills a field of the lead.</summary>
    public string FieldFor(LeadField target) => Fields.FirstOrDefault(f => f.Target == target)?.Name ?? target.ToString().ToLowerInvariant();

    /// <summary>
    /// Reads a submission. All problems are told at once; their paths are the names of the form's own fields.
    /// </summary>
    /// <param name="sent">What was sent, by field.</param>
    /// <param name="problems">What is wrong; empty if a lead can be made of it.</param>
    public LeadDetails Read(IReadOnlyDictionary<string, string> sent, out IReadOnlyList<DomainException> problems)
    {
        List<DomainException> found = [];
        foreach (var field in Fields.Where(f => f.IsRequired && string.IsNullOrWhiteSpace(sent.GetValueOrDefault(f.Name))))
            found.Add(Guard.Invalid(field.Name, $"{field.Name} is required."));
        int? employees = null;
        if (Sent(LeadField.Employees) is { } number)
        {
            if (int.TryParse(number, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)) employees = count;
            else found.Add(Guard.Invalid(FieldFor(LeadField.Employees), $"{FieldFor(LeadField.Employees)} must be a whole number."));
        }
        var details = new LeadDetails
        {
            Name = Sent(LeadField.Name) ?? "",
            Company = Sent(LeadField.Company),
            Title = Sent(LeadField.Title),
            Email = Sent(LeadField.Email),
            Phone = Sent(LeadField.Phone),
            Industry = Sent(LeadField.Industry),
            Region = Sent(LeadField.Region),
            Employees = employees,
            Need = Sent(LeadField.Need),
        };
        foreach (var problem in details.Problems())
        {
            var own = FieldFor(Enum.Parse<LeadField>(problem.Path![0], ignoreCase: true));
            if (!found.Exists(p => p.Path![0] == own)) found.Add(new DomainException(problem.Code, problem.Message, own));
        }
        problems = found;
        return details;

        string? Sent(LeadField target) => sent.GetValueOrDefault(FieldFor(target))?.Trim() is { Length: > 0 } text ? text : null;
    }
}
