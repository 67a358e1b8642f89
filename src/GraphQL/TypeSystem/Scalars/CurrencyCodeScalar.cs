using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>CurrencyCode: three upper-case letters of ISO 4217. Whether the currency exists or is in use is for the domain to say.</summary>
public sealed class CurrencyCodeScalar() : TextScalarType<string>(
    "CurrencyCode", "A currency, ISO 4217: three upper-case letters, `CNY`.", "https://www.iso.org/iso-4217-currency-codes.html")
{
    /// <inheritdoc/>
    protected override string Grammar => "three upper-case letters (ISO 4217)";

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.Length == 3 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2]);
    }

    /// <inheritdoc/>
    protected override string Format(string value) => value;
}
