using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>The coerced variables of a request (spec 6.1.2). A variable has a value, perhaps null, or none.</summary>
public sealed class VariableValues
{
    private const int LinearSearchLimit = 16;
    private readonly string[] names;
    private readonly GraphQLType[] types;
    private readonly object?[] values;
    private readonly Dictionary<string, int>? indexes;

    internal VariableValues(string[] names, GraphQLType[] types, object?[] values)
    {
        this.names = names;
        this.types = types;
        this.values = values;
        if (names.Length <= LinearSearchLimit)
            return;
        indexes = [];
        for (var i = 0; i < names.Length; i++)
            indexes[names[i]] = i;
    }

    /// <summary>No variables.</summary>
    public static VariableValues Empty { get; } = new([], [], []);

    /// <summary>The number of variables that the operation declares.</summary>
    public int Count => names.Length;

    /// <summary>The value of a variable; false if it has none.</summary>
    public bool TryGet(string name, out object? value)
    {
        var index = IndexOf(name);
        value = index < 0 ? InputObjectValue.Absent : values[index];
        if (!ReferenceEquals(value, InputObjectValue.Absent))
            return true;
        value = null;
        return false;
    }

    /// <summary>The position of a variable in the operation's list; −1 if it is not declared.</summary>
    public int IndexOf(string name) => indexes is null ? Array.IndexOf(names, name) : indexes.GetValueOrDefault(name, -1);

    /// <summary>The value at a position, or <see cref="InputObjectValue.Absent"/>.</summary>
    public object? ValueAt(int index) => values[index];

    /// <summary>The value as a literal, for use inside the literal of a custom scalar; null if the variable has none.</summary>
    internal ValueNode? ToLiteral(string name) =>
        TryGet(name, out var value) && IndexOf(name) is >= 0 and var index ? ValueLiteral.From(value, types[index]) : null;
}
