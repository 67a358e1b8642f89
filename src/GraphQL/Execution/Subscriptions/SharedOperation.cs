using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// Tells which subscribers of an operation ask the same. The cursor says where a subscriber begins and not what it gets, so it does not
/// count; unless its variable is used elsewhere too.
/// </summary>
internal sealed class SharedOperation
{
    private readonly string document;
    private readonly string operationName;
    private readonly ImmutableArray<string> variables;

    private SharedOperation(OperationPlan plan, string? cursorArgument)
    {
        var cursors = plan.Root.Fields[0].Nodes
            .SelectMany(n => n.Arguments)
            .Where(a => a.Name.Value == cursorArgument)
            .Select(a => a.Value)
            .ToImmutableArray();
        operationName = plan.Operation.Name?.Value ?? "";
        document = Without(plan.Source.Utf8.Span, cursors.OfType<StringValueNode>());
        var uses = VariableUses.In(plan);
        var left = cursors.OfType<VariableNode>().GroupBy(v => v.Name.Value).Where(v => v.Count() == uses[v.Key]).Select(v => v.Key).ToHashSet();
        variables = [.. plan.Operation.VariableDefinitions.Select(v => v.Variable.Name.Value).Where(v => !left.Contains(v))];
    }

    /// <summary>How an operation is shared; worked out once per plan.</summary>
    public static SharedOperation Of(OperationPlan plan, string? cursorArgument) => plan.Shared ??= new SharedOperation(plan, cursorArgument);

    /// <summary>The key of a request; null if its responses must not be shared.</summary>
    public GroupKey? KeyOf(GraphQLRequest request) =>
        request.SharingKey is { } sharing ? new GroupKey(document, operationName, ValuesOf(request.Variables), sharing) : null;

    private string ValuesOf(JsonElement given)
    {
        if (variables.Length == 0 || given.ValueKind != JsonValueKind.Object)
            return "";
        var values = new StringBuilder();
        foreach (var variable in variables)
        {
            if (given.TryGetProperty(variable, out var value))
                values.Append(variable).Append('=').Append(value.GetRawText());
            values.Append(';');
        }

        return values.ToString();
    }

    private static string Without(ReadOnlySpan<byte> text, IEnumerable<StringValueNode> literals)
    {
        var rest = new StringBuilder();
        var next = 0;
        foreach (var literal in literals.OrderBy(l => l.Start))
        {
            rest.Append(Encoding.UTF8.GetString(text[next..literal.Start]));
            next = literal.End;
        }

        return rest.Append(Encoding.UTF8.GetString(text[next..])).ToString();
    }

    /// <summary>Counts the places where an operation uses its variables, in fragments too.</summary>
    private sealed class VariableUses(FragmentTable fragments) : SyntaxVisitor
    {
        private readonly Dictionary<string, int> counts = [];
        private readonly Queue<SyntaxNode> pending = [];
        private readonly HashSet<string> spread = [];

        public static Dictionary<string, int> In(OperationPlan plan)
        {
            var uses = new VariableUses(plan.Fragments);
            uses.pending.Enqueue(plan.Operation);
            while (uses.pending.TryDequeue(out var root))
                uses.Visit(root);
            return uses.counts;
        }

        protected override Next Enter(SyntaxNode node)
        {
            switch (node)
            {
                case VariableDefinitionNode:
                    return Next.Sibling;
                case VariableNode variable:
                    counts[variable.Name.Value] = counts.GetValueOrDefault(variable.Name.Value) + 1;
                    break;
                case FragmentSpreadNode fragment when spread.Add(fragment.Name.Value):
                    pending.Enqueue(fragments[fragment.Name.Value]);
                    break;
            }

            return Next.Children;
        }
    }
}
