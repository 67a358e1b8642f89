using System.Collections.Immutable;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>The operators that values of a kind have.</summary>
internal sealed class OperationSet
{
    /// <summary>Ids and enums.</summary>
    public static readonly OperationSet Equality = new("eq", "neq", "in", "nin");

    private static readonly OperationSet Boolean = new("eq", "neq");

    private static readonly OperationSet Ordered = new("eq", "neq", "in", "nin", "gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte");

    private static readonly OperationSet Text = new(
        "eq", "neq", "contains", "ncontains", "in", "nin", "startsWith", "nstartsWith", "endsWith", "nendsWith",
        "eqIgnoreCase", "neqIgnoreCase", "containsIgnoreCase", "ncontainsIgnoreCase",
        "startsWithIgnoreCase", "nstartsWithIgnoreCase", "endsWithIgnoreCase", "nendsWithIgnoreCase");

    private readonly ImmutableArray<string> names;

    private OperationSet(params ImmutableArray<string> names) => this.names = names;

    /// <summary>Whether these are the operators of text.</summary>
    public bool IsText => this == Text;

    /// <summary>The operators of a column.</summary>
    public static OperationSet Of(Type columnType)
    {
        var type = Nullable.GetUnderlyingType(columnType) ?? columnType;
        if (type == typeof(bool))
            return Boolean;
        if (type == typeof(string))
            return Text;
        return type.IsEnum || !type.IsAssignableTo(typeof(IComparable)) ? Equality : Ordered;
    }

    /// <summary>The input type for operands of a leaf type, e.g. <c>IntOperationFilterInput</c>.</summary>
    public InputObjectType InputType(NamedType operand, TypeRegistry types)
    {
        var name = operand.Name == "ID" ? "IdOperationFilterInput" : $"{operand.Name}OperationFilterInput";
        return types.GetOrAdd(name, () => new InputObjectType(name, () => Inputs(name, operand, types), $"Conditions on a value of type {operand.Name}; all that are given must hold."));
    }

    private IEnumerable<InputValue> Inputs(string name, NamedType operand, TypeRegistry types)
    {
        var list = new ListType(new NonNullType(types.GetOrAdd<InputObjectType>(name, () => throw new InvalidOperationException($"{name} is not there."))));
        yield return new InputValue("and", list);
        yield return new InputValue("or", list);
        foreach (var operation in names)
            yield return new InputValue(operation, operation is "in" or "nin" ? new ListType(operand) : operand, description: Describe(operation));
    }

    private static string? Describe(string operation) => operation switch
    {
        "eq" => "Equals; null finds what has no value.",
        "neq" => "Does not equal; also finds what has no value, unless null is given.",
        "in" => "Is one of these; an empty list finds nothing.",
        "nin" => "Is none of these; also finds what has no value.",
        "contains" => "Contains this text; upper and lower case differ.",
        "startsWith" => "Starts with this text; upper and lower case differ.",
        "endsWith" => "Ends with this text; upper and lower case differ.",
        "eqIgnoreCase" => "Equals, whatever the case of the letters.",
        _ => null,
    };
}
