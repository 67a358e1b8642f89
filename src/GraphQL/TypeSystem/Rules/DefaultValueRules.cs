using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Default values fit their types (spec 3.6.1, 3.10).</summary>
internal sealed class DefaultValueRules
{
    private readonly string name;
    private readonly SchemaFindings findings;

    private DefaultValueRules(string name, SchemaFindings findings)
    {
        this.name = name;
        this.findings = findings;
    }

    public static void Check(string name, InputValue input, SchemaFindings findings)
    {
        if (input.DefaultValue is { } literal && input.Type.IsInputType)
            new DefaultValueRules(name, findings).Check(literal, input.Type, null);
    }

    private void Check(ValueNode literal, GraphQLType type, InputPath? path)
    {
        if (literal is VariableNode)
        {
            Add(literal, path, $"Expected value of type \"{type}\", found: {Inspect.Literal(literal)}.");
            return;
        }

        if (literal is NullValueNode)
        {
            if (type is NonNullType)
                Add(literal, path, $"Expected value of non-null type \"{type}\" not to be null.");
            return;
        }

        switch (type.Nullable)
        {
            case ListType list when literal is ListValueNode items:
                for (var i = 0; i < items.Items.Length; i++)
                    Check(items.Items[i], list.OfType, new InputPath(path, null, i));
                break;
            case ListType list:
                Check(literal, list.OfType, path);
                break;
            case InputObjectType input:
                CheckObject(literal, input, path);
                break;
            case EnumType enumType:
                CheckEnum(literal, enumType, path);
                break;
            case ScalarType scalar when !scalar.TryReadLiteral(literal, out _, out var error):
                Add(literal, path, error);
                break;
        }
    }

    private void CheckEnum(ValueNode literal, EnumType type, InputPath? path)
    {
        if (literal is not EnumValueNode value)
            Add(literal, path, InputMessages.NotAnEnumLiteral(type, Inspect.Literal(literal)));
        else if (type.FindByName(value.Value) is null)
            Add(literal, path, InputMessages.UnknownEnumValue(type, value.Value));
    }

    private void CheckObject(ValueNode literal, InputObjectType type, InputPath? path)
    {
        if (literal is not ObjectValueNode node)
        {
            Add(literal, path, $"Expected value of type \"{type}\" to be an object, found: {Inspect.Literal(literal)}.");
            return;
        }

        foreach (var field in type.Fields)
        {
            if (node.Fields.FirstOrDefault(f => f.Name.Value == field.Name) is { } given)
                Check(given.Value, field.Type, new InputPath(path, field.Name, 0));
            else if (field.IsRequired)
                Add(literal, path, $"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {Inspect.Literal(literal)}.");
        }

        foreach (var given in node.Fields.Where(f => type.FindField(f.Name.Value) is null))
            Add(given, path, InputMessages.UnknownFieldInLiteral(type, given.Name.Value, Inspect.Literal(literal)));
        if (!type.IsOneOf)
            return;
        ObjectFieldNode[] known = [.. node.Fields.Where(f => type.FindField(f.Name.Value) is not null)];
        var message = $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that field must be non-null.";
        if (known.Length != 1)
            Add(literal, path, message);
        else if (known[0].Value is NullValueNode)
            Add(literal, new InputPath(path, known[0].Name.Value, 0), message);
    }

    private void Add(SyntaxNode node, InputPath? path, string message)
    {
        var steps = InputPath.ToList(path);
        var place = steps.Count == 0 ? "" : $" at {string.Concat(steps.Select(s => s is int i ? $"[{i}]" : $".{s}"))}";
        findings.Add($"{name} has invalid default value{place}: {message}", node);
    }
}
