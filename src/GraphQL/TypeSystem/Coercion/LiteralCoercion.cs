using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>Coerces literals to input types, variables inside them included (spec 3.5 to 3.12, 6.4.1).</summary>
internal sealed class LiteralCoercion(InputErrors errors, VariableValues? variables, List<InputValue>? pendingDefaults = null)
{
    private const int MaxDepth = 200;
    private int depth;

    /// <summary>The runtime value; <see cref="InputObjectValue.Absent"/> for a variable without one. Of no meaning if there are errors.</summary>
    public object? Coerce(ValueNode literal, GraphQLType type, InputPath? path)
    {
        if (literal is VariableNode variable)
            return CoerceVariable(variable, type, path);
        if (literal is NullValueNode)
        {
            if (type is NonNullType)
                errors.Add(path, literal, InputMessages.NullNotAllowed(type));
            return null;
        }

        if (depth == MaxDepth)
        {
            errors.Add(path, literal, InputMessages.TooDeep(MaxDepth));
            return null;
        }

        depth++;
        var value = type.Nullable switch
        {
            ScalarType scalar => CoerceScalar(literal, scalar, path),
            EnumType enumType => CoerceEnum(literal, enumType, path),
            ListType list => CoerceList(literal, list, path),
            InputObjectType input => CoerceObject(literal, input, path),
            _ => throw new ArgumentException($"{type} is not an input type.", nameof(type)),
        };
        depth--;
        return value;
    }

    /// <summary>A variable's value has been coerced to its own type, which validation has found to fit here: only null can be wrong.</summary>
    private object? CoerceVariable(VariableNode variable, GraphQLType type, InputPath? path)
    {
        if (variables is null || !variables.TryGet(variable.Name.Value, out var value))
        {
            if (type is NonNullType)
                errors.Add(path, variable, $"Expected variable \"${variable.Name.Value}\" provided to type \"{type}\" to provide a runtime value.");
            return InputObjectValue.Absent;
        }

        if (value is null && type is NonNullType)
            errors.Add(path, variable, $"Expected variable \"${variable.Name.Value}\" provided to non-null type \"{type}\" not to be null.");

        // A single value stands for a list of one; validation lets a variable of the item's type be used only inside a list literal.
        return value;
    }

    private object? CoerceScalar(ValueNode literal, ScalarType scalar, InputPath? path)
    {
        if (!scalar.TryReadLiteral(Substitute(literal), out var value, out var error))
            errors.Add(path, literal, error);
        return value;
    }

    private object? CoerceEnum(ValueNode literal, EnumType type, InputPath? path)
    {
        if (literal is not EnumValueNode node)
            errors.Add(path, literal, InputMessages.NotAnEnumLiteral(type, Inspect.Literal(literal)));
        else if (type.FindByName(node.Value) is { } value)
            return value.Value;
        else
            errors.Add(path, literal, InputMessages.UnknownEnumValue(type, node.Value));
        return null;
    }

    private object?[] CoerceList(ValueNode literal, ListType list, InputPath? path)
    {
        if (literal is not ListValueNode node)
            return [Coerce(literal, list.OfType, path)];
        var items = new object?[node.Items.Length];
        for (var i = 0; i < items.Length && !errors.IsFull; i++)
        {
            var item = Coerce(node.Items[i], list.OfType, new InputPath(path, null, i));

            // A variable without a value is null inside a list (spec 3.11).
            items[i] = ReferenceEquals(item, InputObjectValue.Absent) ? null : item;
        }

        return items;
    }

    private object? CoerceObject(ValueNode literal, InputObjectType type, InputPath? path)
    {
        if (literal is not ObjectValueNode node)
        {
            errors.Add(path, literal, InputMessages.NotAnObject(type));
            return null;
        }

        var values = new object?[type.Fields.Length];
        Array.Fill(values, InputObjectValue.Absent);
        foreach (var given in node.Fields)
        {
            var index = type.IndexOf(given.Name.Value);
            if (index < 0)
                errors.Add(path, literal, InputMessages.UnknownField(type, given.Name.Value));
            else if (!type.Fields[index].IsRequired && IsVariableWithoutValue(given.Value))
                continue;
            else
                values[index] = Coerce(given.Value, type.Fields[index].Type, new InputPath(path, given.Name.Value, 0));
        }

        if (type.IsOneOf)
            CheckOneOf(node, type, values, path);
        for (var i = 0; i < values.Length; i++)
        {
            if (!ReferenceEquals(values[i], InputObjectValue.Absent))
                continue;
            var field = type.Fields[i];
            if (!field.IsRequired)
                values[i] = field.DefaultValue is null ? InputObjectValue.Absent : InputCoercion.DefaultOf(field, pendingDefaults);
            else if (node.Fields.All(f => f.Name.Value != field.Name))
                errors.Add(path, literal, InputMessages.MissingField(field));
        }

        return errors.Any ? null : InputCoercion.Create(type, values);
    }

    private void CheckOneOf(ObjectValueNode literal, InputObjectType type, object?[] values, InputPath? path)
    {
        var first = Array.FindIndex(values, v => !ReferenceEquals(v, InputObjectValue.Absent));
        if (literal.Fields.Length != 1 || first < 0)
            errors.Add(path, literal, InputMessages.NotExactlyOne(type));
        else if (values[first] is null)
            errors.Add(new InputPath(path, type.Fields[first].Name, 0), literal, InputMessages.NullInOneOf(type.Fields[first].Name));
    }

    private bool IsVariableWithoutValue(ValueNode literal) =>
        literal is VariableNode variable && (variables is null || !variables.TryGet(variable.Name.Value, out _));

    /// <summary>The literal of a scalar with the values of variables in place of them; without a value, a field is left out and an item is null.</summary>
    private ValueNode Substitute(ValueNode literal) => literal switch
    {
        VariableNode variable => variables?.ToLiteral(variable.Name.Value) ?? new NullValueNode(variable.Start, variable.End),
        ListValueNode list when VariableUse.IsIn(list) => new ListValueNode([.. list.Items.Select(Substitute)], list.Start, list.End),
        ObjectValueNode node when VariableUse.IsIn(node) => new ObjectValueNode(
            [
                .. node.Fields.Where(f => !IsVariableWithoutValue(f.Value))
                    .Select(f => new ObjectFieldNode(f.Name, Substitute(f.Value), f.Start, f.End)),
            ],
            node.Start,
            node.End),
        _ => literal,
    };
}
