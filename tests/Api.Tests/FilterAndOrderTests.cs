using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Api.Tests;

/// <summary>Whatever the schema offers to filter and sort by, the database can answer.</summary>
public sealed class FilterAndOrderTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Theory]
    [InlineData("accounts")]
    [InlineData("contacts")]
    [InlineData("leads")]
    [InlineData("opportunities")]
    [InlineData("activities")]
    [InlineData("users")]
    public async Task Every_operator_of_every_field_can_be_answered(string list)
    {
        var where = (InputObjectType)Field(list).FindArgument("where")!.Type.Named;

        var conditions = where.Fields.Where(f => f.Name is not ("and" or "or")).SelectMany(f => ConditionsOn(f, where)).ToList();

        Assert.NotEmpty(conditions);
        foreach (var condition in conditions)
            await api.DataAsync("admin", $"{{ {list}(first: 1, where: {{ {condition} }}) {{ totalCount nodes {{ id }} }} }}");
    }

    [Theory]
    [InlineData("accounts")]
    [InlineData("contacts")]
    [InlineData("leads")]
    [InlineData("opportunities")]
    [InlineData("activities")]
    [InlineData("users")]
    public async Task Every_key_sorts_and_pages_in_both_directions(string list)
    {
        var order = (InputObjectType)((ListType)Field(list).FindArgument("order")!.Type).OfType.Named;

        var keys = order.Fields.SelectMany(f => KeysOf(f)).ToList();

        Assert.NotEmpty(keys);
        foreach (var key in keys)
        {
            var page = (await api.DataAsync("admin", $"{{ {list}(first: 1, order: [{{ {key} }}]) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}")).GetProperty(list);
            var after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            var next = (await api.DataAsync("admin", $"{{ {list}(first: 1, after: \"{after}\", order: [{{ {key} }}]) {{ nodes {{ id }} }} }}")).GetProperty(list);
            Assert.NotEqual(page.GetProperty("nodes")[0].GetProperty("id").GetString(), next.GetProperty("nodes")[0].GetProperty("id").GetString());
        }
    }

    private OutputField Field(string name) =>
        api.Services.GetRequiredService<GraphQL.TypeSystem.Schema>().QueryType!.FindField(name) ?? throw new InvalidOperationException($"There is no field {name}.");

    // of what a reference or list leads to, a few fields at a time: a filter has at most 200 conditions
    private static IEnumerable<string> ConditionsOn(InputValue field, InputObjectType of)
    {
        if (field.Type.Named is not InputObjectType type || type.FindField("or") is null || IsPlain(field)) return [ConditionOn(field, of, isNested: false)];
        return type.Fields
            .Where(f => f.Name is not ("and" or "or"))
            .Select(f => $"{{ {ConditionOn(f, type, isNested: true)} }}")
            .Chunk(4)
            .Select(some => $"{field.Name}: {{ or: [{string.Join(", ", some)}] }}");
    }

    /// <summary>All operators of a field at once; of what a reference or list leads to, one operator of each field.</summary>
    private static string ConditionOn(InputValue field, InputObjectType of, bool isNested)
    {
        if (field.Type.Named is not InputObjectType type) return $"{field.Name}: true";
        var own = type.Fields.Where(f => f.Name is not ("and" or "or"));
        if (type.Name.EndsWith("OperationFilterInput", StringComparison.Ordinal))
            return $"{field.Name}: {{ or: [{string.Join(", ", own.Take(isNested ? 1 : int.MaxValue).Select(o => $"{{ {o.Name}: {Operand(o, of)} }}"))}] }}";
        // of what lies behind a reference of a reference some fields will do: a filter has at most 200 conditions
        var nested = own.Where(f => !isNested || IsPlain(f)).Take(isNested ? 4 : int.MaxValue).Select(f => $"{{ {ConditionOn(f, type, isNested: true)} }}");
        return type.FindField("or") is null
            ? string.Join(", ", own.Select(f => $"{field.Name}: {{ {ConditionOn(f, type, isNested: true)} }}").Take(1))
            : $"{field.Name}: {{ or: [{string.Join(", ", nested)}] }}";
    }

    private static bool IsPlain(InputValue field) => field.Type.Named.Name.EndsWith("OperationFilterInput", StringComparison.Ordinal);

    private static IEnumerable<string> KeysOf(InputValue field, bool isNested = false) => field.Type.Named switch
    {
        EnumType => isNested ? [$"{field.Name}: ASC"] : [$"{field.Name}: ASC", $"{field.Name}: DESC"],
        InputObjectType nested when !isNested => nested.Fields.SelectMany(f => KeysOf(f, isNested: true)).Select(k => $"{field.Name}: {{ {k} }}"),
        _ => [],
    };

    private static string Operand(InputValue operation, InputObjectType of)
    {
        var value = operation.Type.Named switch
        {
            EnumType type => type.Values[0].Name,
            { Name: "Boolean" } => "true",
            { Name: "Int" or "Long" } => "1",
            { Name: "Float" or "Decimal" } => "0.5",
            { Name: "DateTime" } => "\"2026-01-01T00:00:00Z\"",
            { Name: "Date" } => "\"2026-01-01\"",
            { Name: "Duration" } => "\"P1D\"",
            { Name: "ID" } => $"\"{NodeId.Encode(of.Name.Replace("FilterInput", "", StringComparison.Ordinal), Guid.Empty)}\"",
            { Name: "CurrencyCode" } => "\"CNY\"",
            _ => "\"a\"",
        };
        return operation.Type.Nullable is ListType ? $"[{value}]" : value;
    }
}
