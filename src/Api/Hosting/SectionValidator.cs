using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Hosting;

/// <summary>Checks the properties of a section against their attributes, in messages that name the configuration key.</summary>
/// <param name="section">The section.</param>
internal sealed class SectionValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var findings = new List<ValidationResult>();
        foreach (var property in typeof(TOptions).GetProperties())
        {
            var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = $"{section}:{property.Name}" };
            Validator.TryValidateProperty(property.GetValue(options), context, findings);
        }

        return findings.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings.Select(f => f.ErrorMessage!));
    }
}
