using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>The one walk over a document: keeps the types in the context up to date and calls the rules' handlers.</summary>
/// <remarks>Recursion is bounded by the parser's limit on depth.</remarks>
internal sealed partial class DocumentWalker(ValidationContext context)
{
    private readonly RuleTable rules = context.Rules;

    public void Walk()
    {
        var document = context.Document;
        Call(rules.DocumentEntered, document);
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case OperationDefinitionNode operation:
                    WalkOperation(operation);
                    break;
                case FragmentDefinitionNode fragment:
                    WalkFragment(fragment);
                    break;
                default:
                    if (context.IsSdl)
                        WalkTypeSystemDefinition(definition);
                    break;
            }
        }

        Call(rules.DocumentLeft, document);
    }

    private void Call<T>(NodeHandler<T>[] handlers, T node)
    {
        foreach (var handler in handlers)
            handler(context, node);
    }

    private void WalkOperation(OperationDefinitionNode operation)
    {
        context.Operation = operation;
        var root = context.SchemaOrNull?.RootType(operation.Operation);
        context.Type = root;
        Call(rules.OperationEntered, operation);
        var enteredPosition = context.ReservePosition();
        foreach (var variable in operation.VariableDefinitions)
            WalkVariableDefinition(variable);
        var firstUsage = context.UsageCount;
        WalkDirectives(operation, operation.Directives, operation.Operation switch
        {
            OperationType.Query => "QUERY",
            OperationType.Mutation => "MUTATION",
            _ => "SUBSCRIPTION",
        });
        WalkSelectionSet(operation.SelectionSet, root);
        context.Type = root;
        context.Operations.Add(new WalkedOperation(operation, enteredPosition, context.ReservePosition(), firstUsage, context.UsageCount));
        Call(rules.OperationLeft, operation);
        context.Type = null;
        context.Operation = null;
    }

    private void WalkFragment(FragmentDefinitionNode fragment)
    {
        context.Fragment = fragment;
        var type = OutputType(fragment.TypeCondition);
        context.Type = type;
        Call(rules.FragmentEntered, fragment);
        Call(rules.NamedTypeEntered, fragment.TypeCondition);
        var firstUsage = context.UsageCount;
        WalkDirectives(fragment, fragment.Directives, "FRAGMENT_DEFINITION");
        WalkSelectionSet(fragment.SelectionSet, type);
        context.SetFragmentUsages(fragment, firstUsage, context.UsageCount);
        context.Type = null;
        context.Fragment = null;
    }

    private void WalkVariableDefinition(VariableDefinitionNode variable)
    {
        var usages = context.UsageCount;
        context.InputType = context.ResolveType(variable.Type) is { IsInputType: true } type ? type : null;
        Call(rules.VariableDefinitionEntered, variable);
        WalkType(variable.Type);
        if (variable.DefaultValue is { } value)
            WalkValue(value, context.InputType, hasDefault: false);
        WalkDirectives(variable, variable.Directives, "VARIABLE_DEFINITION");
        context.InputType = null;
        context.TruncateUsages(usages);
    }

    private void WalkSelectionSet(SelectionSetNode set, GraphQLType? type, bool ofInlineFragment = false)
    {
        var outerParent = context.ParentType;
        var parent = type?.Named is { IsComposite: true } named ? named : null;
        context.ParentType = parent;
        context.InInlineFragment = ofInlineFragment;
        Call(rules.SelectionSetEntered, set);
        foreach (var selection in set.Selections)
        {
            context.Type = type;
            switch (selection)
            {
                case FieldNode field:
                    WalkField(field, parent);
                    break;
                case FragmentSpreadNode spread:
                    Call(rules.SpreadEntered, spread);
                    WalkDirectives(spread, spread.Directives, "FRAGMENT_SPREAD");
                    break;
                case InlineFragmentNode inline:
                    WalkInlineFragment(inline);
                    break;
            }
        }

        context.ParentType = outerParent;
    }

    private void WalkField(FieldNode field, NamedType? parent)
    {
        var definition = parent is null ? null : MetaFields.FindField(context.Schema, parent, field.Name.Value);
        var type = definition?.Type;
        context.Field = definition;
        context.Type = type;
        Call(rules.FieldEntered, field);
        foreach (var argument in field.Arguments)
            WalkArgument(argument, definition is null ? null : definition.FindArgument(argument.Name.Value));
        WalkDirectives(field, field.Directives, "FIELD");
        if (field.SelectionSet is { } set)
        {
            var counted = parent is null || !MetaFields.IsReserved(parent.Name) ? 1 : 0;
            context.Depth += counted;
            WalkSelectionSet(set, type);
            context.Depth -= counted;
            context.Field = definition;
            context.Type = type;
        }

        Call(rules.FieldLeft, field);
        context.Field = null;
    }

    private void WalkInlineFragment(InlineFragmentNode inline)
    {
        var type = inline.TypeCondition is { } condition ? OutputType(condition) : context.Type?.Named;
        context.Type = type;
        Call(rules.InlineFragmentEntered, inline);
        if (inline.TypeCondition is { } named)
            Call(rules.NamedTypeEntered, named);
        WalkDirectives(inline, inline.Directives, "INLINE_FRAGMENT");
        WalkSelectionSet(inline.SelectionSet, type, ofInlineFragment: true);
    }

    private void WalkDirectives(SyntaxNode owner, ImmutableArray<DirectiveNode> directives, string location)
    {
        if (directives.IsEmpty)
            return;
        context.DirectiveLocation = location;
        Call(rules.DirectivesEntered, new DirectiveList(owner, directives));
        context.InDirective = true;
        foreach (var directive in directives)
        {
            var definition = context.SchemaOrNull?.FindDirective(directive.Name.Value);
            context.Directive = definition;
            Call(rules.DirectiveEntered, directive);
            foreach (var argument in directive.Arguments)
                WalkArgument(argument, FindArgument(definition, argument.Name.Value));
            Call(rules.DirectiveLeft, directive);
        }

        context.Directive = null;
        context.InDirective = false;
    }

    private void WalkArgument(ArgumentNode argument, InputValue? definition)
    {
        var outerType = context.InputType;
        context.Argument = definition;
        context.InputType = definition is { Type.IsInputType: true } ? definition.Type : null;
        Call(rules.ArgumentEntered, argument);
        WalkValue(argument.Value, context.InputType, definition?.DefaultValue is not null);
        context.Argument = null;
        context.InputType = outerType;
    }

    private void WalkValue(ValueNode value, GraphQLType? type, bool hasDefault)
    {
        context.InputType = type;
        if (value is VariableNode variable)
        {
            context.AddUsage(variable, hasDefault);
            return;
        }

        Call(rules.LiteralEntered, value);
        switch (value)
        {
            case ListValueNode list:
                var itemType = type?.Nullable is ListType { OfType: var item } ? item : null;
                var around = context.ParentInputType;
                context.ParentInputType = null;
                foreach (var entry in list.Items)
                    WalkValue(entry, itemType, hasDefault: false);
                context.ParentInputType = around;
                break;
            case ObjectValueNode literal:
                var outerParent = context.ParentInputType;
                var parent = type?.Named as InputObjectType;
                foreach (var field in literal.Fields)
                {
                    var definition = parent?.FindField(field.Name.Value);
                    context.ParentInputType = parent;
                    context.InputType = definition?.Type;
                    Call(rules.ObjectFieldEntered, field);
                    WalkValue(field.Value, definition?.Type, definition?.DefaultValue is not null);
                }

                context.ParentInputType = outerParent;
                break;
        }

        context.InputType = type;
    }

    private void WalkType(TypeNode type)
    {
        while (true)
        {
            switch (type)
            {
                case ListTypeNode list:
                    type = list.Type;
                    continue;
                case NonNullTypeNode nonNull:
                    type = nonNull.Type;
                    continue;
                default:
                    Call(rules.NamedTypeEntered, (NamedTypeNode)type);
                    return;
            }
        }
    }

    private NamedType? OutputType(NamedTypeNode condition) => context.FindType(condition.Name.Value) is { IsOutputType: true } type ? type : null;

    private static InputValue? FindArgument(DirectiveType? directive, string name)
    {
        if (directive is null)
            return null;
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name == name)
                return argument;
        }

        return null;
    }
}
