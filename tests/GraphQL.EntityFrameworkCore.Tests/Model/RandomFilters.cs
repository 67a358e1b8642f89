using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

/// <summary>Makes random filters on deals, each with a judge: what it means for an object in memory, written without the code under test.</summary>
internal sealed class RandomFilters(SampleRows rows, int seed)
{
    private static readonly string[] Texts = ["", "call", "Call", "CALL", "back", "b", "回", "é", "É", "😀", "e 😀", "100%_", "_", "%"];

    private readonly Random random = new(seed);

    /// <summary>A filter and its judge.</summary>
    public (JsonObject Where, Func<Deal, bool> Holds) Next() => OfDeal(3);

    private (JsonObject, Func<Deal, bool>) OfDeal(int depth)
    {
        var company = (Deal d) => rows.Companies.SingleOrDefault(c => c.Id == d.CompanyId && !c.IsSecret);
        var owner = (Deal d) => rows.Reps.SingleOrDefault(r => r.Id == d.OwnerId);
        return Combine<Deal>(depth, OfDeal,
        [
            () => Text("note", (Deal d) => d.Note),
            () => Text("name", (Deal d) => d.Name),
            () => Value("score", (Deal d) => d.Score, i => JsonValue.Create(i), () => random.Next(-1, 5)),
            () => Value("probability", (Deal d) => (double?)d.Probability, p => JsonValue.Create(p), () => random.Next(5) / 4d),
            () => Value("dueOn", (Deal d) => d.DueOn, v => JsonValue.Create(v.ToString("O", CultureInfo.InvariantCulture)), () => new DateOnly(2026, 3, random.Next(1, 6))),
            () => Value("spent", (Deal d) => d.Spent, v => JsonValue.Create(XmlConvert.ToString(v)), () => TimeSpan.FromMinutes(random.Next(5) * 30)),
            () => Value("createdAt", (Deal d) => (DateTimeOffset?)d.CreatedAt, Json, Moment),
            () => Value("touchedAt", (Deal d) => d.TouchedAt, Json, Moment),
            () => Equality("phase", (Deal d) => (Phase?)d.Phase, v => v.ToString().ToUpperInvariant(), () => (Phase)random.Next(3)),
            () => Equality("id", (Deal d) => (DealId?)d.Id, v => NodeId.Encode("Deal", v.Value), () => rows.Deals[random.Next(rows.Deals.Count)].Id),
            () => Flag("isHot", (Deal d) => d.IsHot),
            () => Nested("amount", (Deal d) => d.Amount, () => random.Next(2) == 0
                ? Value<Price, decimal>("amount", p => p.Amount, v => JsonValue.Create(v.ToString(CultureInfo.InvariantCulture)), () => random.Next(5) * 10.25m)
                : Text<Price>("currency", p => p.Currency)),
            () => Nested<Deal, Company?>("company", company, () => random.Next(3) switch
            {
                0 => Text<Company?>("industry", c => c?.Industry),
                1 => Text<Company?>("name", c => c?.Name),
                _ => Nested("owner", (Company? c) => c is null ? null : rows.Reps.Single(r => r.Id == c.OwnerId), OfRep),
            }),
            () => Nested<Deal, Rep?>("owner", owner, OfRep),
            () => Calls(depth),
        ]);
    }

    private (JsonObject, Func<Rep?, bool>) OfRep() => random.Next(4) switch
    {
        0 => Text<Rep?>("name", r => r?.Name),
        1 => Text<Rep?>("region", r => r?.Region),
        2 => Equality("id", (Rep? r) => r?.Id, v => NodeId.Encode("Rep", v.Value), () => rows.Reps[random.Next(rows.Reps.Count)].Id),
        _ => Nested("manager", (Rep? r) => r is null ? null : rows.Reps.SingleOrDefault(m => m.Id == r.ManagerId), OfRep),
    };

    private (JsonObject, Func<Deal, bool>) Calls(int depth)
    {
        var of = (Deal d) => rows.Calls.Where(c => c.DealId == d.Id);
        if (random.Next(4) == 0)
        {
            var wanted = random.Next(2) == 0;
            return (new JsonObject { ["calls"] = new JsonObject { ["any"] = wanted } }, d => of(d).Any() == wanted);
        }

        var (json, holds) = Combine<Call>(depth - 1, null, [
            () => Text<Call>("subject", c => c.Subject),
            () => Value("at", (Call c) => (DateTimeOffset?)c.At, Json, () => new DateTimeOffset(2026, 1, 1, random.Next(6), 0, 0, TimeSpan.Zero)),
            () => Nested("by", (Call c) => rows.Reps.SingleOrDefault(r => r.Id == c.ById), OfRep),
        ]);
        return random.Next(3) switch
        {
            0 => (new JsonObject { ["calls"] = new JsonObject { ["some"] = json } }, d => of(d).Any(holds)),
            1 => (new JsonObject { ["calls"] = new JsonObject { ["none"] = json } }, d => !of(d).Any(holds)),
            _ => (new JsonObject { ["calls"] = new JsonObject { ["all"] = json } }, d => of(d).All(holds)),
        };
    }

    private (JsonObject, Func<T, bool>) Combine<T>(int depth, Func<int, (JsonObject, Func<T, bool>)>? nested, Func<(JsonObject, Func<T, bool>)>[] leaves)
    {
        if (nested is null || depth == 0 || random.Next(3) > 0)
        {
            var (json, holds) = leaves[random.Next(leaves.Length)]();
            var (more, also) = leaves[random.Next(leaves.Length)]();
            if (random.Next(2) == 0 || more.Any(p => json.ContainsKey(p.Key)))
                return (json, holds);
            foreach (var (name, value) in more)
                json[name] = value!.DeepClone();
            return (json, x => holds(x) && also(x));
        }

        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => nested(depth - 1)).ToArray();
        var list = new JsonArray([.. parts.Select(p => p.Item1)]);
        return random.Next(2) == 0
            ? (new JsonObject { ["and"] = list }, x => parts.All(p => p.Item2(x)))
            : (new JsonObject { ["or"] = list }, x => parts.Any(p => p.Item2(x)));
    }

    private (JsonObject, Func<T, bool>) Text<T>(string name, Func<T, string?> read)
    {
        var operand = Texts[random.Next(Texts.Length)];
        var operation = random.Next(6) == 0 ? "eqNull" : new[] { "eq", "contains", "startsWith", "endsWith", "in" }[random.Next(5)];
        if (operation == "eqNull")
            return Of<T>(name, "eq", "neq", null, x => read(x) is null);
        if (operation == "in")
        {
            var with = random.Next(2) == 0;
            var list = with ? new JsonArray(operand, null, "Call 1") : new JsonArray(operand, "Rep 1");
            return Of<T>(name, "in", "nin", list, x => read(x) is { } t ? t == operand || t == (with ? "Call 1" : "Rep 1") : with);
        }

        var ignoreCase = random.Next(2) == 0 && operand.All(char.IsAscii);
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var suffix = ignoreCase ? "IgnoreCase" : "";
        return Of<T>(name, operation + suffix, $"n{operation}{suffix}", operand, x => read(x) is { } text && operation switch
        {
            "eq" => text.Equals(operand, comparison),
            "contains" => text.Contains(operand, comparison),
            "startsWith" => text.StartsWith(operand, comparison),
            _ => text.EndsWith(operand, comparison),
        });
    }

    private (JsonObject, Func<T, bool>) Value<T, TValue>(string name, Func<T, TValue?> read, Func<TValue, JsonNode?> json, Func<TValue> next)
        where TValue : struct, IComparable<TValue>
    {
        if (random.Next(3) == 0)
            return Equality(name, read, json, next);
        var operand = next();
        return random.Next(4) switch
        {
            0 => Of<T>(name, "gt", "ngt", json(operand), x => read(x) is { } value && value.CompareTo(operand) > 0),
            1 => Of<T>(name, "gte", "ngte", json(operand), x => read(x) is { } value && value.CompareTo(operand) >= 0),
            2 => Of<T>(name, "lt", "nlt", json(operand), x => read(x) is { } value && value.CompareTo(operand) < 0),
            _ => Of<T>(name, "lte", "nlte", json(operand), x => read(x) is { } value && value.CompareTo(operand) <= 0),
        };
    }

    private (JsonObject, Func<T, bool>) Equality<T, TValue>(string name, Func<T, TValue?> read, Func<TValue, JsonNode?> json, Func<TValue> next)
        where TValue : struct
    {
        var (one, other) = (next(), next());
        return random.Next(4) switch
        {
            0 => Of<T>(name, "eq", "neq", null, x => read(x) is null),
            1 => Of<T>(name, "eq", "neq", json(one), x => one.Equals(read(x))),
            2 => Of<T>(name, "in", "nin", new JsonArray(), _ => false),
            _ => Of<T>(name, "in", "nin", new JsonArray(json(one), json(other), null), x => read(x) is not { } value || value.Equals(one) || value.Equals(other)),
        };
    }

    private (JsonObject, Func<T, bool>) Flag<T>(string name, Func<T, bool> read)
    {
        var operand = random.Next(2) == 0;
        return Of<T>(name, "eq", "neq", operand, x => read(x) == operand);
    }

    private static (JsonObject, Func<T, bool>) Nested<T, TInner>(string name, Func<T, TInner> read, Func<(JsonObject, Func<TInner, bool>)> inner)
    {
        var (json, holds) = inner();
        return (new JsonObject { [name] = json }, x => holds(read(x)));
    }

    private (JsonObject, Func<T, bool>) Of<T>(string name, string positive, string negative, JsonNode? operand, Func<T, bool> holds) =>
        random.Next(2) == 0
            ? (new JsonObject { [name] = new JsonObject { [positive] = operand } }, holds)
            : (new JsonObject { [name] = new JsonObject { [negative] = operand } }, x => !holds(x));

    private DateTimeOffset Moment() => new DateTimeOffset(2026, 1, 1 + random.Next(6), 0, 0, 0, TimeSpan.Zero).AddTicks(random.Next(2));

    private static JsonNode Json(DateTimeOffset moment) => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture))!;
}
