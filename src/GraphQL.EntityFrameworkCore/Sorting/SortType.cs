using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Sorting;

/// <summary>How the objects of a type can be sorted: by their stored fields, of values with several parts by the first, and by fields of what they refer to.</summary>
internal sealed class SortType
{
    private const string DirectionName = "SortEnumType";

    private readonly ObjectType type;
    private readonly Lazy<FrozenDictionary<string, Entry>> entries;

    public SortType(ObjectType type)
    {
        this.type = type;
        entries = new(() => type.Fields.Select(f => (f.Name, Entry: Of(f))).Where(f => f.Entry is not null).ToFrozenDictionary(f => f.Name, f => f.Entry!));
    }

    /// <summary>The input type, e.g. <c>LeadSortInput</c>.</summary>
    public InputObjectType InputType(TypeRegistry types)
    {
        var name = $"{type.Name}SortInput";
        return types.GetOrAdd(name, () => new InputObjectType(name, () => Inputs(types), $"One key to sort {type.Name} by: give exactly one field."));
    }

    /// <summary>The key that a sort input asks for.</summary>
    /// <exception cref="Errors.GraphQLException">BAD_USER_INPUT: not exactly one field. FORBIDDEN: a field that the caller does not see.</exception>
    public SortKey KeyOf(InputObjectValue value, RequestContext request) => KeyOf(value, request, [], []);

    private SortKey KeyOf(InputObjectValue value, RequestContext request, ImmutableArray<string> names, ImmutableArray<ReferenceResolver> references)
    {
        var given = FilterCompiler.Given(value).ToList();
        if (given is not [var (name, direction)])
            throw FilterCompiler.Refusal($"An entry of \"order\" takes exactly one field, not {given.Count}; give an entry for each.");
        if (direction is null)
            throw FilterCompiler.Refusal($"\"{name}\" of \"order\" takes a direction, not null.");
        names = names.Add(name);
        if (names.Length > FilterCompiler.MostLevels)
            throw FilterCompiler.Refusal($"An entry of \"order\" nests more than {FilterCompiler.MostLevels} levels deep.");
        var entry = entries.Value[name];
        var shown = entry.Column is { } column ? MaskedColumnResolver.Shown(entry.Field, column, request) : null;
        return entry.Reference is { } reference
            ? entry.Nested!.KeyOf((InputObjectValue)direction, request, names, references.Add(reference))
            : new SortKey(string.Join('.', names), references, shown!, entry.CanBeNull || references.Length > 0, (SortDirection)direction == SortDirection.Descending);
    }

    private static Entry? Of(OutputField field)
    {
        if (field.Resolver is ReferenceResolver reference)
            return new Entry(field, null, reference, new SortType(reference.Target));
        if (Columns.KeyOf(field) is var (key, _))
            return new Entry(field, key, null, null);
        if (Columns.Of(field) is not { } column)
            return null;
        return field.Type.Nullable switch
        {
            ScalarType or EnumType when column.ReturnType.IsAssignableTo(typeof(IComparable)) || Nullable.GetUnderlyingType(column.ReturnType) is not null
                => new Entry(field, column, null, null),
            ObjectType { RuntimeType: { } parts } target when parts == column.ReturnType => FirstPart(target, column) is { } part ? new Entry(field, part, null, null) : null,
            _ => null,
        };
    }

    // An amount of money is sorted by the amount.
    private static LambdaExpression? FirstPart(ObjectType parts, LambdaExpression whole) =>
        parts.Fields.Select(Columns.Of).FirstOrDefault(c => c?.ReturnType.IsAssignableTo(typeof(IComparable)) == true) is { } part
            ? Expression.Lambda(ParameterReplacer.Apply(part, whole.Body), whole.Parameters)
            : null;

    private static EnumType Direction(TypeRegistry types) => types.GetOrAdd(DirectionName, () => new EnumType(
        DirectionName,
        [
            new EnumValue("ASC", SortDirection.Ascending, "Small values first, and before them rows without a value."),
            new EnumValue("DESC", SortDirection.Descending, "Large values first, and last rows without a value."),
        ],
        "The direction of an order.",
        typeof(SortDirection)));

    private IEnumerable<InputValue> Inputs(TypeRegistry types) =>
        type.Fields.Where(f => entries.Value.ContainsKey(f.Name)).Select(f => new InputValue(
            f.Name, entries.Value[f.Name].Nested is { } nested ? nested.InputType(types) : Direction(types), description: f.Description));

    private sealed record Entry(OutputField Field, LambdaExpression? Column, ReferenceResolver? Reference, SortType? Nested)
    {
        public bool CanBeNull => !Field.Type.IsNonNull || Nullable.GetUnderlyingType(Column!.ReturnType) is not null;
    }
}

/// <summary>A direction.</summary>
internal enum SortDirection
{
    Ascending,
    Descending,
}
