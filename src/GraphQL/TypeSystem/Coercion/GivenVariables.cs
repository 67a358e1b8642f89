using System.Text.Json;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>Look-up in the variables of a request. Indexed where an operation declares many, so that the cost stays linear.</summary>
internal readonly struct GivenVariables
{
    private readonly JsonElement variables;
    private readonly Dictionary<string, JsonElement>? byName;

    public GivenVariables(JsonElement variables, int declared)
    {
        this.variables = variables;
        if (declared <= 32 || variables.ValueKind != JsonValueKind.Object)
            return;
        byName = [];
        foreach (var property in variables.EnumerateObject())
            byName[JsonText.NameOf(property)] = property.Value;
    }

    public bool TryGet(string name, out JsonElement json)
    {
        if (byName is not null)
            return byName.TryGetValue(name, out json);
        json = default;
        return variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out json);
    }
}
