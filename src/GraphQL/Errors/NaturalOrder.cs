using System.Globalization;
using System.Numerics;

namespace CrmGraph.GraphQL.Errors;

/// <summary>Orders names as people do: runs of digits by their number, all else by character.</summary>
internal static class NaturalOrder
{
    public static int Compare(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var byNumber = ReadNumber(a, ref i).CompareTo(ReadNumber(b, ref j));
                if (byNumber != 0)
                    return byNumber;
                continue;
            }

            if (a[i] != b[j])
                return a[i].CompareTo(b[j]);
            i++;
            j++;
        }

        return (a.Length - i).CompareTo(b.Length - j);
    }

    private static BigInteger ReadNumber(string text, ref int index)
    {
        var start = index;
        while (index < text.Length && char.IsAsciiDigit(text[index]))
            index++;
        return BigInteger.Parse(text.AsSpan(start, index - start), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
