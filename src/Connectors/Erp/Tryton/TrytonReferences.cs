using System.Text.Json.Nodes;

namespace CrmGraph.Connectors.Erp.Tryton;

/// <summary>Finds what a plan refers to on the server, and puts ids in its place.</summary>
internal sealed class TrytonReferences(TrytonClient client)
{
    private static readonly string[] ProductFields = ["sale_uom", "salable", "template.account_category.customer_taxes"];

    /// <summary>The plan's sale with the ids of everything it refers to; units and taxes that the plan leaves open are those of the product.</summary>
    internal async Task<JsonObject> ResolveAsync(JsonObject planned, CancellationToken cancellationToken)
    {
        var sale = (JsonObject)planned.DeepClone();
        var found = new Dictionary<(string, string, string), JsonObject>();
        foreach (var member in new[] { "currency", "payment_term" })
        {
            if (sale[member] is JsonObject reference) sale[member] = await IdAsync(reference, found, cancellationToken);
        }
        foreach (var line in sale["lines"]![0]![1]!.AsArray()) await ResolveLineAsync((JsonObject)line!, found, cancellationToken);
        return sale;
    }

    private async Task ResolveLineAsync(JsonObject line, Dictionary<(string, string, string), JsonObject> found, CancellationToken cancellationToken)
    {
        var product = await FindAsync((JsonObject)line["product"]!, found, cancellationToken);
        line["product"] = product["id"]!.DeepClone();
        line["unit"] = line["unit"] is JsonObject unit ? await IdAsync(unit, found, cancellationToken) : product["sale_uom"]?.DeepClone();
        if (line["taxes"] is null)
        {
            var taxes = product["template."]?["account_category."]?["customer_taxes"];
            line["taxes"] = new JsonArray(new JsonArray("add", new JsonArray([.. TrytonJson.ReadIds(taxes).Select(id => (JsonNode)id)])));
        }
        else if (line["taxes"] is JsonArray { Count: > 0 } named)
        {
            var ids = named[0]![1]!.AsArray();
            ids[0] = await IdAsync((JsonObject)ids[0]!, found, cancellationToken);
        }
    }

    private async Task<JsonNode> IdAsync(JsonObject reference, Dictionary<(string, string, string), JsonObject> found, CancellationToken cancellationToken) =>
        (await FindAsync(reference, found, cancellationToken))["id"]!.DeepClone();

    private async Task<JsonObject> FindAsync(JsonObject reference, Dictionary<(string, string, string), JsonObject> found, CancellationToken cancellationToken)
    {
        var wanted = (Model: reference[TrytonMapping.Find]!.GetValue<string>(), Field: reference[TrytonMapping.By]!.GetValue<string>(), Value: reference[TrytonMapping.Is]!.GetValue<string>());
        if (found.TryGetValue(wanted, out var known)) return known;
        var isProduct = wanted.Model == "product.product";
        JsonArray fields = isProduct ? [.. ProductFields.Select(f => (JsonNode)f)] : [];
        JsonArray arguments = [new JsonArray(new JsonArray(wanted.Field, "=", wanted.Value)), 0, 2, null, fields];
        var records = (JsonArray)(await client.CallAsync($"model.{wanted.Model}.search_read", arguments, cancellationToken))!;
        if (records.Count != 1)
        {
            var count = records.Count == 0 ? "no active" : "more than one";
            throw new ErpException(ErpFailure.Refused, $"Tryton has {count} {wanted.Model} with the {wanted.Field} {wanted.Value}; mend it there, or map it in the settings.");
        }

        var record = (JsonObject)records[0]!;
        if (isProduct && (record["sale_uom"] is null || !IsTrue(record["salable"])))
            throw new ErpException(ErpFailure.Refused, $"The product {wanted.Value} is not for sale in Tryton; make it salable, or map another one.");
        return found[wanted] = record;
    }

    // on SQLite Tryton answers 0 and 1
    private static bool IsTrue(JsonNode? node) => node?.ToString() is "true" or "1";
}
