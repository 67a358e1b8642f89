using System.Collections.Frozen;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>How the objects of a type can be filtered: by their stored fields, their references and their lists.</summary>
internal sealed class FilterType
{
    private readonly ObjectType type;
    private readonly Lazy<FrozenDictionary<string, FilterField>> fields;

    public FilterType(ObjectType type)
    {
        this.type = type;
        fields = new(() => type.Fields.Select(Of).OfType<FilterField>().ToFrozenDictionary(f => f.Name));
    }

    /// <summary>The name of the object type.</summary>
    public string Name => type.Name;

    /// <summary>The field of that name, which the input type has.</summary>
    public FilterField this[string name] => fields.Value[name];

    /// <summary>The input type, e.g. <c>LeadFilterInput</c>.</summary>
    public InputObjectType InputType(TypeRegistry types)
    {
        var name = $"{type.Name}FilterInput";
        return types.GetOrAdd(name, () => new InputObjectType(name, () => Inputs(types), $"Conditions on {type.Name}; all that are given must hold."));
    }

    private IEnumerable<InputValue> Inputs(TypeRegistry types)
    {
        var list = new ListType(new NonNullType(InputType(types)));
        return type.Fields.Select(f => fields.Value.GetValueOrDefault(f.Name)).OfType<FilterField>()
            .Select(f => new InputValue(f.Name, f.InputType(types), description: f.Description))
            .Prepend(new InputValue("or", list, description: "At least one of these must hold."))
            .Prepend(new InputValue("and", list, description: "All of these must hold."));
    }

    private static FilterField? Of(OutputField field)
    {
        if (field.Resolver is ReferenceResolver reference)
            return new ReferenceFilter(field, reference);
        if (field.Resolver is ToManyResolver list)
            return list.CanFilter ? new ListFilter(field, list) : null;
        if (Columns.KeyOf(field) is var (key, typeName))
            return new IdFilter(field, key, typeName);
        if (Columns.Of(field) is not { } column)
            return null;
        return field.Type.Nullable switch
        {
            ScalarType or EnumType => new ValueFilter(field, column),
            ObjectType { RuntimeType: { } parts } target when parts == column.ReturnType => new PartsFilter(field, column, target),
            _ => null,
        };
    }
}
