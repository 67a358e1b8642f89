using System.Globalization;
using System.Text;

namespace CrmGraph.Bench.Engine;

/// <summary>The operations that are measured; the names are those of the measurements of other engines that they are compared with.</summary>
internal static class Cases
{
    public const string E1 = """{ opportunity(first: 1) { id number name stage amount probability isStagnant updatedAt } }""";

    public const string E2 = """
        query Board { opportunities(first: 50) { id number name amount probability account { id name } owner { id name } } }
        """;

    public const string E3 = """
        query Tree { accounts(first: 20) { id name opportunities { id name stage amount activities { id subject kind minutes } } } }
        """;

    /// <summary>200 aliased fields; the text is another one for every number.</summary>
    public static byte[] E5(int number)
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < 200; i++)
            text.Append(CultureInfo.InvariantCulture, $" a{i}_{number}: count");
        return Encoding.UTF8.GetBytes(text.Append(" }").ToString());
    }

    /// <summary>A document of about the given size: many operations' worth of the board.</summary>
    public static byte[] Large(int bytes)
    {
        var text = new StringBuilder("query Large {");
        for (var i = 0; text.Length < bytes; i++)
            text.Append(CultureInfo.InvariantCulture, $"\n  page{i}: opportunities(first: {i % 50}) {{ id number name amount account {{ id name }} owner {{ ...Person }} }}");
        return Encoding.UTF8.GetBytes(text.Append("\n}\nfragment Person on User { id name }\n").ToString());
    }
}
