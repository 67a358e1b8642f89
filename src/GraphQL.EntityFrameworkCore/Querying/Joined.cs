using System.Linq.Expressions;
using System.Reflection;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>A row with the row that was joined to it. EF Core reads both back as if they were an anonymous type.</summary>
internal sealed class Joined<TOuter, TInner>(TOuter outer, TInner inner)
{
    public TOuter Outer { get; } = outer;

    public TInner Inner { get; } = inner;
}

/// <summary>Makes expressions about <see cref="Joined{TOuter, TInner}"/>.</summary>
internal static class Joined
{
    /// <summary>The type of a join.</summary>
    public static Type Type(Type outer, Type inner) => typeof(Joined<,>).MakeGenericType(outer, inner);

    /// <summary><c>(outer, inner) =&gt; new Joined(outer, inner)</c>; the members are named so that EF Core can look through it.</summary>
    public static LambdaExpression Result(Type outer, Type inner)
    {
        var type = Type(outer, inner);
        var (o, i) = (Expression.Parameter(outer, "outer"), Expression.Parameter(inner, "inner"));
        MemberInfo[] members = [type.GetProperty("Outer")!, type.GetProperty("Inner")!];
        return Expression.Lambda(Expression.New(type.GetConstructors()[0], [o, i], members), o, i);
    }
}
