using System.ComponentModel.DataAnnotations;
using CrmGraph.Domain.Duplicates;

namespace CrmGraph.Api.Hosting;

/// <summary>The section <c>Duplicates</c>.</summary>
internal sealed class DuplicateOptions
{
    /// <summary>The country of telephone numbers that are written without a country code.</summary>
    /// <value>Default: CN. An ISO 3166 code of two letters.</value>
    [PhoneCountry]
    public string DefaultCountry { get; set; } = "CN";
}

/// <summary>A country whose telephone numbers are known.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PhoneCountryAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string country && PhoneNumbers.Knows(country)
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName} is '{value}'; expected the ISO 3166 code of a country whose telephone numbers are known, such as CN, DE or US.");
}
