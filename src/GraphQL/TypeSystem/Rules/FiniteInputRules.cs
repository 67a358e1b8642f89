using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>
/// Every input object has a value that ends: not all ways through its non-null fields, or for OneOf through any of its fields, lead back
/// to itself (spec 3.10, circular references).
/// </summary>
internal sealed class FiniteInputRules
{
    private readonly HashSet<InputObjectType> finite = [];
    private readonly HashSet<InputObjectType> visited = [];
    private readonly List<(InputObjectType Owner, InputValue Field)> path = [];
    private readonly SchemaFindings findings;

    private FiniteInputRules(SchemaFindings findings) => this.findings = findings;

    public static void Check(InputObjectType[] types, SchemaFindings findings)
    {
        var rules = new FiniteInputRules(findings);
        rules.FindFinite(types);
        foreach (var type in types)
        {
            if (!rules.finite.Contains(type))
                rules.Report(type);
        }
    }

    /// <summary>The input object that a value of the field cannot do without; null if there is none.</summary>
    private static InputObjectType? Needed(InputObjectType type, InputValue field) =>
        type.IsOneOf ? field.Type.Nullable as InputObjectType : (field.Type as NonNullType)?.OfType as InputObjectType;

    /// <summary>From the types that need no other to those that need only finite ones; each step is taken once per field.</summary>
    private void FindFinite(InputObjectType[] types)
    {
        var users = new Dictionary<InputObjectType, List<InputObjectType>>();
        var open = new Dictionary<InputObjectType, int>();
        var ready = new Stack<InputObjectType>();
        foreach (var type in types)
        {
            InputObjectType[] needed = [.. type.Fields.Select(f => Needed(type, f)).OfType<InputObjectType>()];
            foreach (var target in needed)
                (users.TryGetValue(target, out var list) ? list : users[target] = []).Add(type);
            open[type] = type.IsOneOf ? Math.Min(needed.Length, 1) : needed.Length;
            if (open[type] == 0 || (type.IsOneOf && needed.Length < type.Fields.Length))
                ready.Push(type);
        }

        while (ready.TryPop(out var type))
        {
            if (!finite.Add(type))
                continue;
            foreach (var user in users.GetValueOrDefault(type, []))
            {
                if (--open[user] == 0)
                    ready.Push(user);
            }
        }
    }

    private void Report(InputObjectType type)
    {
        if (!visited.Add(type))
            return;
        foreach (var field in type.Fields)
        {
            if (Needed(type, field) is not { } target || finite.Contains(target))
                continue;
            var start = path.FindIndex(p => ReferenceEquals(p.Owner, target));
            path.Add((type, field));
            if (ReferenceEquals(target, type))
                start = path.Count - 1;
            if (start < 0)
            {
                Report(target);
            }
            else
            {
                var cycle = path[start..];
                findings.Add(
                    $"Input Object {target} cannot be provided a finite value because it references itself through fields: "
                        + $"{string.Join(", ", cycle.Select(p => $"{p.Owner}.{p.Field.Name}"))}.",
                    cycle.Select(p => (SyntaxNode?)p.Field.SyntaxNode));
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}
