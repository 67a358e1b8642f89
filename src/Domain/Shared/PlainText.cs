using System.Collections.Frozen;
using System.Text;

namespace CrmGraph.Domain.Shared;

/// <summary>
/// Text of normal width, in lower case and without accents: ＡＢＣ is abc, Müller is muller, ㈱ is (株). Done by hand, because the
/// host runs without culture data, where .NET's own normalisation leaves everything but ASCII as it is.
/// </summary>
internal static class PlainText
{
    private const char FirstWide = '！';
    private const char LastWide = '～';
    private const int WideOffset = FirstWide - '!';

    private static readonly FrozenDictionary<char, string> Plain = (
        "a:àáâãäåāăą c:çćĉċč d:ďđð e:èéêëēĕėęě g:ĝğġģ h:ĥħ i:ìíîïĩīĭįı j:ĵ k:ķ l:ĺļľŀł n:ñńņňŋ o:òóôõöøōŏő r:ŕŗř s:śŝşšș t:ţťŧț u:ùúûüũūŭůűų w:ŵ y:ýÿŷ z:źżž " +
        "ae:æ oe:œ ss:ß th:þ (株):㈱ (有):㈲ (주):㈜")
        .Split(' ').Select(e => e.Split(':')).SelectMany(e => e[1].Select(c => (From: c, To: e[0]))).ToFrozenDictionary(e => e.From, e => e.To);

    /// <summary>The text without accents.</summary>
    internal static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Select(Folded))
        {
            // an accent that is a character of its own belongs to the letter before it
            if (c is >= '\u0300' and <= '\u036f') continue;
            if (Plain.TryGetValue(c, out var replacement)) plain.Append(replacement);
            else plain.Append(c);
        }
        return plain.ToString();
    }

    /// <summary>The text of normal width and in lower case; accents stay.</summary>
    internal static string WithAccentsOf(string text) => string.Concat(text.Select(Folded));

    private static char Folded(char c) => c switch
    {
        >= FirstWide and <= LastWide => char.ToLowerInvariant((char)(c - WideOffset)),
        '\u3000' or '\u00a0' => ' ',
        _ => char.ToLowerInvariant(c),
    };
}
