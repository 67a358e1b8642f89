using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>Compares what is sent as people write it.</summary>
internal static class ErpJsonAssert
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON is this one, to the last digit of a number.</summary>
    internal static void Is(string expected, JsonNode actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(Indented), actual.ToJsonString(Indented));
}
