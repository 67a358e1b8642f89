using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>A default value may not, by way of the defaults of the fields it leaves out, contain itself (spec 3.10, InputObjectDefaultValueHasCycle).</summary>
internal sealed class DefaultCycleRules(SchemaFindings findings)
{
    private readonly HashSet<InputValue> visited = [];
    private readonly Dictionary<InputValue, int> positions = [];
    private readonly List<(string Name, ValueNode? Node)> path = [];

    /// <summary>Follows an empty object of the type.</summary>
    public void Check(InputObjectType type) => Follow(type, new ObjectValueNode([], 0, 0));

    private void Follow(InputObjectType type, ValueNode literal)
    {
        if (literal is ListValueNode list)
        {
            foreach (var item in list.Items)
                Follow(type, item);
            return;
        }

        if (literal is not ObjectValueNode node)
            return;
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is not InputObjectType fieldType)
                continue;
            if (node.Fields.FirstOrDefault(f => f.Name.Value == field.Name) is { } given)
                Follow(fieldType, given.Value);
            else if (field.DefaultValue is not null)
                FollowDefault(field, field.DefaultValue, fieldType, $"{type}.{field.Name}");
        }
    }

    private void FollowDefault(InputValue field, ValueNode literal, InputObjectType type, string name)
    {
        if (positions.TryGetValue(field, out var start))
        {
            var via = path.Count > start + 1 ? $" via the default values of: {string.Join(", ", path.Skip(start + 1).Select(p => p.Name))}" : "";
            findings.Add(
                $"Invalid circular reference. The default value of Input Object field {name} references itself{via}.", path.Skip(start).Select(p => p.Node));
            return;
        }

        if (!visited.Add(field))
            return;
        positions.Add(field, path.Count);
        path.Add((name, field.SyntaxNode?.DefaultValue));
        Follow(type, literal);
        path.RemoveAt(path.Count - 1);
        positions.Remove(field);
    }
}
