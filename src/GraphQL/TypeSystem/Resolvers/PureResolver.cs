namespace CrmGraph.GraphQL.TypeSystem.Resolvers;

/// <summary>A resolver that is synchronous, quick and free of side effects: it reads the parent and nothing else.</summary>
public abstract class PureResolver : FieldResolver
{
    /// <summary>The CLR type of the values; <see cref="object"/> if it is not known before one is seen.</summary>
    public abstract Type ValueType { get; }

    /// <summary>The value of the field of one parent.</summary>
    public abstract object? Resolve(object parent, PureArguments arguments);
}
