using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>The directives at one place of a document.</summary>
/// <param name="Owner">The node they stand on.</param>
/// <param name="Directives">At least one directive.</param>
internal readonly record struct DirectiveList(SyntaxNode Owner, ImmutableArray<DirectiveNode> Directives);
