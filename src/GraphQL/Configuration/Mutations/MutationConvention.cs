using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>How mutations answer: with the changed object, or with errors that the caller can act on.</summary>
/// <param name="ErrorInterface">The C# interface of the errors.</param>
/// <param name="Map">The errors for an exception; null if it is none that callers can act on.</param>
internal sealed record MutationConvention(Type ErrorInterface, Func<Exception, IReadOnlyList<object>?> Map)
{
    /// <summary>The type of the payloads' field <c>errors</c>.</summary>
    public GraphQLType ErrorsType(TypeRegistry types) => new NonNullType(new ListType(types.OutputType(ErrorInterface, nullable: false)));
}

/// <summary>What a mutation answers with.</summary>
/// <param name="Value">The changed object, or an object of a payload class; null if the mutation was refused.</param>
/// <param name="Errors">Why it was refused.</param>
internal sealed record MutationPayload(object? Value, IReadOnlyList<object> Errors);
