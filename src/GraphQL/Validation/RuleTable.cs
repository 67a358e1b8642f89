using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation;

/// <summary>The handlers of a list of rules, per kind of node. Built once and shared by all validations.</summary>
internal sealed class RuleTable
{
    public RuleTable(IEnumerable<IValidationRule> rules)
    {
        var builder = new RuleTableBuilder();
        foreach (var rule in rules)
            rule.Register(builder);
        DocumentEntered = [.. builder.DocumentEntered];
        DocumentLeft = [.. builder.DocumentLeft];
        OperationEntered = [.. builder.OperationEntered];
        OperationLeft = [.. builder.OperationLeft];
        FragmentEntered = [.. builder.FragmentEntered];
        VariableDefinitionEntered = [.. builder.VariableDefinitionEntered];
        SelectionSetEntered = [.. builder.SelectionSetEntered];
        FieldEntered = [.. builder.FieldEntered];
        FieldLeft = [.. builder.FieldLeft];
        SpreadEntered = [.. builder.SpreadEntered];
        InlineFragmentEntered = [.. builder.InlineFragmentEntered];
        DirectivesEntered = [.. builder.DirectivesEntered];
        DirectiveEntered = [.. builder.DirectiveEntered];
        DirectiveLeft = [.. builder.DirectiveLeft];
        ArgumentEntered = [.. builder.ArgumentEntered];
        LiteralEntered = [.. builder.LiteralEntered];
        ObjectFieldEntered = [.. builder.ObjectFieldEntered];
        NamedTypeEntered = [.. builder.NamedTypeEntered];
        SchemaDefinitionEntered = [.. builder.SchemaDefinitionEntered];
        TypeDefinitionEntered = [.. builder.TypeDefinitionEntered];
        DirectiveDefinitionEntered = [.. builder.DirectiveDefinitionEntered];
        StateCount = builder.StateCount;
    }

    public NodeHandler<DocumentNode>[] DocumentEntered { get; }

    public NodeHandler<DocumentNode>[] DocumentLeft { get; }

    public NodeHandler<OperationDefinitionNode>[] OperationEntered { get; }

    public NodeHandler<OperationDefinitionNode>[] OperationLeft { get; }

    public NodeHandler<FragmentDefinitionNode>[] FragmentEntered { get; }

    public NodeHandler<VariableDefinitionNode>[] VariableDefinitionEntered { get; }

    public NodeHandler<SelectionSetNode>[] SelectionSetEntered { get; }

    public NodeHandler<FieldNode>[] FieldEntered { get; }

    public NodeHandler<FieldNode>[] FieldLeft { get; }

    public NodeHandler<FragmentSpreadNode>[] SpreadEntered { get; }

    public NodeHandler<InlineFragmentNode>[] InlineFragmentEntered { get; }

    public NodeHandler<DirectiveList>[] DirectivesEntered { get; }

    public NodeHandler<DirectiveNode>[] DirectiveEntered { get; }

    public NodeHandler<DirectiveNode>[] DirectiveLeft { get; }

    public NodeHandler<ArgumentNode>[] ArgumentEntered { get; }

    public NodeHandler<ValueNode>[] LiteralEntered { get; }

    public NodeHandler<ObjectFieldNode>[] ObjectFieldEntered { get; }

    public NodeHandler<NamedTypeNode>[] NamedTypeEntered { get; }

    public NodeHandler<SchemaDefinitionNode>[] SchemaDefinitionEntered { get; }

    public NodeHandler<TypeDefinitionNode>[] TypeDefinitionEntered { get; }

    public NodeHandler<DirectiveDefinitionNode>[] DirectiveDefinitionEntered { get; }

    public int StateCount { get; }
}
