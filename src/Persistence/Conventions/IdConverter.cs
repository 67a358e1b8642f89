using System.Linq.Expressions;
using CrmGraph.Domain.Shared;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores a typed id as its UUID.</summary>
internal sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, FromGuid())
    where TId : struct, IEntityId
{
    // Built by hand, because an expression cannot call "new TId(value)" on a type parameter.
    private static Expression<Func<Guid, TId>> FromGuid()
    {
        var value = Expression.Parameter(typeof(Guid), "value");
        var constructor = typeof(TId).GetConstructor([typeof(Guid)])
            ?? throw new InvalidOperationException($"{typeof(TId)} needs a constructor that takes a Guid.");
        return Expression.Lambda<Func<Guid, TId>>(Expression.New(constructor, value), value);
    }
}
