using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>A selection set and the type it selects from; null if that is not known.</summary>
internal readonly record struct TypedSet(SelectionSetNode Set, NamedType? Parent);
