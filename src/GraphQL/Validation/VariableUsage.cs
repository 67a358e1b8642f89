using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>A variable in a value (spec 5.8.5).</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">The type expected there; null if it is not known.</param>
/// <param name="OneOf">The oneOf input object whose field it is given to, if any.</param>
/// <param name="HasDefault">Whether the argument or input field has a default.</param>
internal readonly record struct VariableUsage(VariableNode Node, GraphQLType? Type, InputObjectType? OneOf, bool HasDefault);
