namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>Why a part of an input value was refused.</summary>
/// <param name="Path">Field names (string) and list indexes (int) from the value to the part at fault; empty for the value itself.</param>
/// <param name="Value">The part at fault as messages show it.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record InputError(IReadOnlyList<object> Path, string Value, string Message)
{
    /// <summary>The path as it is written behind a variable's name: <c>.items[0].name</c>.</summary>
    public string PathText => string.Concat(Path.Select(step => step is int index ? $"[{index}]" : $".{step}"));
}
