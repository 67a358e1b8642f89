using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Capture;

/// <summary>A web form: a new one, or all settings of the one with the key.</summary>
/// <param name="Key">The key in the address <c>/capture/&lt;key&gt;</c>: lower-case letters, digits, - and _. It is public, and cannot be changed.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">The name that people see; at most 100 characters.</param>
/// <param name="Source">The key of the lead source that leads from this form get.</param>
/// <param name="AllowedOrigins">Origins of pages that may send the form from a browser, e.g. https://www.example.com; * for all.</param>
/// <param name="Fields">How the fields of the form are read; a lead's field that none of them fills is read by its own name.</param>
/// <param name="HoneypotField">A field that people do not see; a submission with it filled in is dropped.</param>
/// <param name="MaxPerAddress">How many submissions one address may send per minute.</param>
/// <param name="MaxPerForm">How many submissions all addresses together may send per minute.</param>
/// <param name="IsActive">Whether the form takes submissions.</param>
internal sealed record SaveCaptureFormInput(
    string Key,
    int? Version,
    string Name,
    string Source,
    IReadOnlyList<string>? AllowedOrigins,
    IReadOnlyList<CaptureFieldInput>? Fields,
    string? HoneypotField,
    int MaxPerAddress = 10,
    int MaxPerForm = 300,
    bool IsActive = true)
{
    internal CaptureFormSettings ToSettings() => new()
    {
        Name = Name,
        AllowedOrigins = AllowedOrigins ?? [],
        Fields = [.. (Fields ?? []).Select(f => new CaptureField(f.Name, f.Target, f.IsRequired))],
        HoneypotField = HoneypotField,
        MaxPerAddress = MaxPerAddress,
        MaxPerForm = MaxPerForm,
        IsActive = IsActive,
    };
}

/// <summary>How a field of a web form is read.</summary>
/// <param name="Name">The name that the form sends it by.</param>
/// <param name="Target">What of the lead it fills; if absent it is only kept with the submission.</param>
/// <param name="IsRequired">Whether a submission without it is refused.</param>
internal sealed record CaptureFieldInput(string Name, LeadField? Target, bool IsRequired = false);

/// <summary>Web forms.</summary>
internal static class CaptureFormMutations
{
    internal static SchemaBuilder AddCapture(this SchemaBuilder schema) => schema
        .AddObjectType<CaptureFormType>()
        .AddObjectType<CaptureSubmissionType>()
        .ListField("captureForms", CaptureRows.FormsOrRefusal, "All web forms, by name; for ADMIN, MARKETING and SALES_DIRECTOR.", Order.By((CaptureForm f) => f.Name), Order.By((CaptureForm f) => f.Id))
        .AddMutationType(typeof(CaptureFormMutations));

    /// <summary>Makes a web form, or replaces all settings of the one with the key.</summary>
    /// <param name="input">The form.</param>
    [Needs(Resource.LeadChannel, Access.Change)]
    public static async Task<CaptureForm> SaveCaptureForm(SaveCaptureFormInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.LeadChannel, Access.Change);
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var source = await db.SourceAsync(input.Source, cancellationToken);
        var form = await db.CaptureForms.SingleOrDefaultAsync(f => f.Key == input.Key, cancellationToken);
        if (form is null)
        {
            if (input.Version is { } version and not 0) throw new VersionConflictException(version, 0);
            form = CaptureForm.Create(input.Key, input.ToSettings(), source.Id, now);
            db.CaptureForms.Add(form);
        }
        else
        {
            form.RequireVersion(input.Version);
            form.Change(input.ToSettings(), source.Id, now);
        }
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return form;
    }
}
