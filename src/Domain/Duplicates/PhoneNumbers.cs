using System.Collections.Frozen;

namespace CrmGraph.Domain.Duplicates;

/// <summary>
/// Telephone numbers as they are compared: E.164 (<c>+862155501234</c>). Numbers without a country code are taken as those of the
/// default country; extensions are left out. A number that is too short or too long to be one gives null.
/// </summary>
public sealed class PhoneNumbers
{
    private const int ShortestWithCode = 8;
    private const int LongestWithCode = 15;

    // ISO 3166 country, its calling code and what precedes the area inside the country ("" for none)
    private static readonly FrozenDictionary<string, (string Code, string Trunk)> Countries = (
        "AE:971:0 AR:54:0 AT:43:0 AU:61:0 BE:32:0 BR:55:0 CA:1:1 CH:41:0 CL:56: CN:86:0 CO:57: CZ:420: DE:49:0 DK:45: EG:20:0 ES:34: FI:358:0 FR:33:0 GB:44:0 " +
        "GR:30: HK:852: HU:36:06 ID:62:0 IE:353:0 IL:972:0 IN:91:0 IT:39: JP:81:0 KE:254:0 KR:82:0 KZ:7:8 LU:352: MO:853: MX:52: MY:60:0 NG:234:0 NL:31:0 NO:47: " +
        "NZ:64:0 PE:51:0 PH:63:0 PK:92:0 PL:48: PT:351: RO:40:0 RU:7:8 SA:966:0 SE:46:0 SG:65: TH:66:0 TR:90:0 TW:886:0 UA:380:0 US:1:1 VN:84:0 ZA:27:0")
        .Split(' ').Select(c => c.Split(':')).ToFrozenDictionary(c => c[0], c => (c[1], c[2]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Numbers without a country code are Chinese.</summary>
    public static readonly PhoneNumbers Chinese = new("CN");

    private readonly string _code;
    private readonly string _trunk;
    private readonly bool _isChina;

    /// <summary>Normalises numbers of people who write those of <paramref name="defaultCountry"/> without a country code.</summary>
    /// <param name="defaultCountry">The ISO 3166 code of two letters, e.g. CN.</param>
    /// <exception cref="ArgumentException">The country is none of those known; see <see cref="Knows"/>.</exception>
    public PhoneNumbers(string defaultCountry)
    {
        if (!Countries.TryGetValue(defaultCountry, out var country))
            throw new ArgumentException($"'{defaultCountry}' is none of the countries {string.Join(", ", Countries.Keys.Order(StringComparer.Ordinal))}.", nameof(defaultCountry));
        (_code, _trunk) = country;
        _isChina = _code == "86";
    }

    /// <summary>Whether numbers of a country can be told.</summary>
    public static bool Knows(string country) => Countries.ContainsKey(country);

    /// <summary>The number in E.164; null if it is none.</summary>
    public string? Normalize(string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone)) return null;
        var text = WithoutExtension(PlainText.Of(phone).Trim());
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (text.StartsWith('+')) return WithCode(digits, text);
        if (digits.StartsWith("00", StringComparison.Ordinal)) return WithCode(digits[2..], text);
        if (_code == "1" && digits.StartsWith("011", StringComparison.Ordinal)) return WithCode(digits[3..], text);
        // +86 without its plus: no number inside China has 13 digits and begins so
        if (_isChina && digits.Length == 13 && digits.StartsWith("861", StringComparison.Ordinal)) return Checked(digits);
        return IsNational(digits) ? Checked(_code + WithoutTrunk(digits, _trunk)) : null;
    }

    private static string WithoutExtension(string text)
    {
        var end = text.AsSpan(1).IndexOfAny("xX#;,") is var at and >= 0 ? at + 1 : text.Length;
        var words = text[..end];
        return words.EndsWith("ext", StringComparison.OrdinalIgnoreCase) ? words[..^3] : words;
    }

    // +86 (0)21 …: the trunk prefix does not belong there, but people write it in brackets
    private static string? WithCode(string digits, string text)
    {
        if (!text.Contains("(0)", StringComparison.Ordinal)) return Checked(digits);
        var before = string.Concat(text[..text.IndexOf("(0)", StringComparison.Ordinal)].Where(char.IsAsciiDigit));
        if (before.StartsWith("00", StringComparison.Ordinal)) before = before[2..];
        return before.Length is > 0 and <= 3 ? Checked(before + digits[(before.Length + 1)..]) : Checked(digits);
    }

    // A Chinese number without area (8 digits) could be anybody's in any city.
    private bool IsNational(string digits) => !_isChina
        ? digits.Length - _trunk.Length >= 6
        : digits switch
        {
            { Length: 11 } when digits[0] == '1' && digits[1] >= '3' => true,
            { Length: 10 } when digits.StartsWith("400", StringComparison.Ordinal) || digits.StartsWith("800", StringComparison.Ordinal) => true,
            { Length: >= 10 and <= 12 } when digits[0] == '0' => true,
            _ => false,
        };

    private static string WithoutTrunk(string digits, string trunk) =>
        trunk.Length > 0 && digits.StartsWith(trunk, StringComparison.Ordinal) && (trunk != "1" || digits.Length == 11) ? digits[trunk.Length..] : digits;

    private static string? Checked(string digits) =>
        digits.Length is >= ShortestWithCode and <= LongestWithCode && digits[0] != '0' ? $"+{digits}" : null;
}
