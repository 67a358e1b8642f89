using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>Collects the subscriptions of a list of rules. Handlers of one kind of node run in the order of the rules.</summary>
internal sealed class RuleTableBuilder
{
    public List<NodeHandler<DocumentNode>> DocumentEntered { get; } = [];

    public List<NodeHandler<DocumentNode>> DocumentLeft { get; } = [];

    public List<NodeHandler<OperationDefinitionNode>> OperationEntered { get; } = [];

    public List<NodeHandler<OperationDefinitionNode>> OperationLeft { get; } = [];

    public List<NodeHandler<FragmentDefinitionNode>> FragmentEntered { get; } = [];

    public List<NodeHandler<VariableDefinitionNode>> VariableDefinitionEntered { get; } = [];

    public List<NodeHandler<SelectionSetNode>> SelectionSetEntered { get; } = [];

    public List<NodeHandler<FieldNode>> FieldEntered { get; } = [];

    public List<NodeHandler<FieldNode>> FieldLeft { get; } = [];

    public List<NodeHandler<FragmentSpreadNode>> SpreadEntered { get; } = [];

    public List<NodeHandler<InlineFragmentNode>> InlineFragmentEntered { get; } = [];

    /// <summary>Runs once per place that has directives, before the directives themselves.</summary>
    public List<NodeHandler<DirectiveList>> DirectivesEntered { get; } = [];

    public List<NodeHandler<DirectiveNode>> DirectiveEntered { get; } = [];

    public List<NodeHandler<DirectiveNode>> DirectiveLeft { get; } = [];

    public List<NodeHandler<ArgumentNode>> ArgumentEntered { get; } = [];

    /// <summary>Runs for every literal but not for variables.</summary>
    public List<NodeHandler<ValueNode>> LiteralEntered { get; } = [];

    public List<NodeHandler<ObjectFieldNode>> ObjectFieldEntered { get; } = [];

    public List<NodeHandler<NamedTypeNode>> NamedTypeEntered { get; } = [];

    public List<NodeHandler<SchemaDefinitionNode>> SchemaDefinitionEntered { get; } = [];

    public List<NodeHandler<TypeDefinitionNode>> TypeDefinitionEntered { get; } = [];

    public List<NodeHandler<DirectiveDefinitionNode>> DirectiveDefinitionEntered { get; } = [];

    /// <summary>The number of state slots handed out.</summary>
    public int StateCount { get; private set; }

    /// <summary>A place for state of one validation.</summary>
    public StateSlot<T> State<T>()
        where T : class, new() => new(StateCount++);
}
