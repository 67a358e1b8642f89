using System.Text.Json;

namespace CrmGraph.Domain.Shared;

/// <summary>The names that messages use, which are those that callers know from the API.</summary>
public static class ApiNames
{
    /// <summary>An enum value as the API spells it, e.g. <c>READ_ONLY</c>.</summary>
    public static string ApiName<TEnum>(this TEnum value)
        where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
}
