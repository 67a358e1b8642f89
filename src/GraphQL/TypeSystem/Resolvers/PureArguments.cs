namespace CrmGraph.GraphQL.TypeSystem.Resolvers;

/// <summary>What a pure resolver may read beside its parent.</summary>
/// <param name="Schema">The schema that is executed.</param>
/// <param name="Values">Coerced arguments in the order of the field's definition; <see cref="InputObjectValue.Absent"/> where none was given.</param>
public readonly record struct PureArguments(Schema Schema, object?[] Values);
