using System.Linq.Expressions;

namespace CrmGraph.GraphQL.TypeSystem.Resolvers;

/// <summary>Reads a value of the parent through a typed delegate, so that numbers and dates are written without boxing.</summary>
/// <typeparam name="TParent">The CLR type of the parents.</typeparam>
/// <typeparam name="TValue">The CLR type of the values.</typeparam>
public sealed class PropertyResolver<TParent, TValue> : PureResolver
{
    /// <summary>A field that is read by a delegate only.</summary>
    public PropertyResolver(Func<TParent, TValue> read) => Read = read;

    /// <summary>A field that is an expression: compiled for objects in memory, translated by data sources.</summary>
    public PropertyResolver(Expression<Func<TParent, TValue>> expression)
    {
        Read = expression.Compile();
        Requirements = [expression];
    }

    /// <summary>Reads the value.</summary>
    public Func<TParent, TValue> Read { get; }

    /// <inheritdoc/>
    public override Type ValueType => typeof(TValue);

    /// <inheritdoc/>
    public override object? Resolve(object parent, PureArguments arguments) => Read((TParent)parent);
}
