using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>
/// EmailAddress: <c>local@domain</c>, letters of any script. Checked for what every mail system demands; quoted local parts and
/// addresses in brackets are refused, because no person has one.
/// </summary>
public sealed class EmailAddressScalar() : TextScalarType<string>(
    "EmailAddress", "An e-mail address, RFC 5321: `li.wei@example.cn`. At most 254 characters.", "https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2")
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"(),:;<>@[\\] \t");

    /// <inheritdoc/>
    protected override string Grammar => "an e-mail address";

    /// <inheritdoc/>
    protected override bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return text.Length <= 254 && at is > 0 and <= 64 && AreDotted(text.AsSpan(0, at), isDomain: false) && AreDotted(text.AsSpan(at + 1), isDomain: true);
    }

    /// <inheritdoc/>
    protected override string Format(string value) => value;

    private static bool AreDotted(ReadOnlySpan<char> text, bool isDomain)
    {
        if (text.ContainsAny(Forbidden))
            return false;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > 64 || (isDomain && (label[0] == '-' || label[^1] == '-')))
                return false;
            foreach (var c in label)
            {
                if (char.IsControl(c) || char.IsWhiteSpace(c) || (isDomain && !char.IsLetterOrDigit(c) && !char.IsSurrogate(c) && c != '-'))
                    return false;
            }
        }

        return true;
    }
}
