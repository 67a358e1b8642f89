using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmGraph.Conformance.Oracle;

/// <summary>The result of the introspection query in the form in which it is compared.</summary>
internal static class Introspected
{
    /// <summary>
    /// A line per type and directive, in their order. The introspection types are left out: 16 and 17 have more of them than the
    /// specification (deprecated directives). So are descriptions of what every schema has.
    /// </summary>
    public static string Text(JsonElement data, string version)
    {
        var schema = JsonNode.Parse(data.GetProperty("__schema").GetRawText())!.AsObject();
        var lines = new List<string>();
        foreach (var type in schema["types"]!.AsArray().Where(t => !t!["name"]!.GetValue<string>().StartsWith("__", StringComparison.Ordinal)))
            lines.Add(Line(type!.AsObject(), version));
        foreach (var directive in schema["directives"]!.AsArray().Where(d => !Allowed.IsNewerThanSpecification(d!["name"]!.GetValue<string>())))
            lines.Add(Line(directive!.AsObject(), version));
        schema.Remove("types");
        schema.Remove("directives");
        lines.Add(Reply.Canonical(JsonElement.Parse(schema.ToJsonString())));
        return string.Join('\n', lines);
    }

    private static string Line(JsonObject definition, string version)
    {
        var name = definition["name"]!.GetValue<string>();
        if (Allowed.IsWordedFreely(name))
            WithoutDescriptions(definition);
        if (version == "16")
            WithoutDefaults(definition);
        return Reply.Canonical(JsonElement.Parse(definition.ToJsonString()));
    }

    private static void WithoutDescriptions(JsonNode? node) => Remove(node, "description");

    // 16 prints objects in defaults without spaces.
    private static void WithoutDefaults(JsonNode? node) => Remove(node, "defaultValue");

    private static void Remove(JsonNode? node, string key)
    {
        if (node is JsonObject map)
        {
            map.Remove(key);
            foreach (var (_, value) in map)
                Remove(value, key);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
                Remove(item, key);
        }
    }
}
