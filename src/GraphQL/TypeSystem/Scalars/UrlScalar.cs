using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>URL: an absolute http or https address. Other schemes are refused, since clients make links of them.</summary>
public sealed class UrlScalar() : TextScalarType<Uri>(
    "URL", "An absolute `http` or `https` address, RFC 3986.", "https://www.rfc-editor.org/rfc/rfc3986")
{
    /// <inheritdoc/>
    protected override string Grammar => "an absolute http or https address";

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out Uri value)
    {
        value = null;
        return text.Length <= 2048
            && !text.AsSpan().ContainsAny(" \t\r\n")
            && Uri.TryCreate(text, UriKind.Absolute, out value)
            && (value.Scheme == Uri.UriSchemeHttp || value.Scheme == Uri.UriSchemeHttps);
    }

    /// <inheritdoc/>
    protected override string Format(Uri value) => value.OriginalString;
}
