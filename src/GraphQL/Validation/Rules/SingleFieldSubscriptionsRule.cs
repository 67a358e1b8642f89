using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>A subscription selects exactly one root field, unconditionally and not of introspection (spec 5.2.4).</summary>
internal sealed class SingleFieldSubscriptionsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.OperationEntered.Add(static (context, operation) =>
    {
        if (operation.Operation != OperationType.Subscription || context.Schema.SubscriptionType is not { } root)
            return;
        var collected = new RootFields(context, root);
        collected.Collect(operation.SelectionSet);
        var subject = operation.Name is { } name ? $"Subscription \"{name.Value}\"" : "Anonymous Subscription";
        if (collected.Conditions.Count > 0)
        {
            context.Report(
                $"{subject} must not use `@skip` or `@include` directives in the top level selection.",
                Starts(collected.Conditions));
            return;
        }

        if (collected.Fields.Count > 1)
            context.Report($"{subject} must select only one top level field.", Starts(collected.Fields.Values.Skip(1).SelectMany(f => f)));
        foreach (var fields in collected.Fields.Values)
        {
            if (MetaFields.IsReserved(fields[0].Name.Value))
                context.Report($"{subject} must not select an introspection top level field.", Starts(fields));
        }
    });

    private static int[] Starts(IEnumerable<SyntaxNode> nodes) => [.. nodes.Select(n => n.Start)];

    /// <summary>The root fields of a subscription by response name in order, fragments expanded (spec 6.3.2).</summary>
    private sealed class RootFields(ValidationContext context, ObjectType root)
    {
        private readonly HashSet<string> visited = [];

        public OrderedDictionary<string, List<FieldNode>> Fields { get; } = [];

        public List<DirectiveNode> Conditions { get; } = [];

        public void Collect(SelectionSetNode set)
        {
            // Depth first in source order without recursion: a chain of fragments may be longer than the stack is deep.
            var pending = new Stack<SelectionNode>();
            Push(set);
            while (pending.TryPop(out var selection))
            {
                foreach (var directive in selection.Directives)
                {
                    if (directive.Name.Value is "skip" or "include")
                        Conditions.Add(directive);
                }

                switch (selection)
                {
                    case FieldNode field:
                        (Fields.TryGetValue(field.ResponseName, out var fields) ? fields : Fields[field.ResponseName] = []).Add(field);
                        break;
                    case InlineFragmentNode inline when Applies(inline.TypeCondition):
                        Push(inline.SelectionSet);
                        break;
                    case FragmentSpreadNode spread
                        when visited.Add(spread.Name.Value) && context.Fragments.Find(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition):
                        Push(fragment.SelectionSet);
                        break;
                }
            }

            void Push(SelectionSetNode inner)
            {
                context.SpendFragmentWork(inner.Selections.Length);
                for (var i = inner.Selections.Length - 1; i >= 0; i--)
                    pending.Push(inner.Selections[i]);
            }
        }

        private bool Applies(NamedTypeNode? condition) =>
            condition is null
            || (context.FindType(condition.Name.Value) is { } type && (ReferenceEquals(type, root) || context.Schema.IsSubType(type, root)));
    }
}
