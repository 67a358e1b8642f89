using System.Collections.Immutable;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>The fields selected of an object of one concrete type at one place of the operation.</summary>
public sealed class SelectionSet
{
    private object? projection;

    internal SelectionSet(ObjectType type, ImmutableArray<FieldSelection> fields)
    {
        Type = type;
        Fields = fields;
        Writers = new FieldWriter[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            NeedsFetch |= fields[i].NeedsFetch;
            Writers[i] = fields[i].Template.CreateWriter(fields[i], isFirst: i == 0);
        }
    }

    /// <summary>The concrete type.</summary>
    public ObjectType Type { get; }

    /// <summary>The fields in response order.</summary>
    public ImmutableArray<FieldSelection> Fields { get; }

    /// <summary>Whether a field, or something below one, does work and therefore runs in the fetch phase.</summary>
    internal bool NeedsFetch { get; }

    /// <summary>What writes the fields, in response order.</summary>
    internal FieldWriter[] Writers { get; }

    /// <summary>
    /// What a data source has worked out for this selection set (columns, joins), made once by <paramref name="create"/>, which also
    /// sets <see cref="FieldSelection.Slot"/> of the fields it fetches. A selection set is always served by the same source.
    /// </summary>
    public TProjection Projection<TProjection>(Func<SelectionSet, TProjection> create)
        where TProjection : class
    {
        if (Volatile.Read(ref projection) is TProjection made)
            return made;
        lock (this)
        {
            if (projection is not TProjection)
                Volatile.Write(ref projection, create(this));
            return (TProjection)projection!;
        }
    }
}
