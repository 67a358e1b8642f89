using System.Globalization;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Brings what scalars read to the CLR type of a column.</summary>
internal static class Operands
{
    /// <summary>The value as <paramref name="columnType"/>, or as the type that it is the nullable form of.</summary>
    public static object Convert(object operand, Type columnType)
    {
        var type = Nullable.GetUnderlyingType(columnType) ?? columnType;
        if (type.IsInstanceOfType(operand))
            return operand;
        if (type == typeof(string))
            return System.Convert.ToString(operand, CultureInfo.InvariantCulture)!;
        if (type.IsEnum)
            return Enum.ToObject(type, operand);
        try
        {
            return System.Convert.ChangeType(operand, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw FilterCompiler.Refusal($"{operand} is out of range.");
        }
    }
}
