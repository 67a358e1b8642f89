using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Limits;

/// <summary>
/// Holds <see cref="ValidationLimits.MaxDepth"/>, <see cref="ValidationLimits.MaxAliases"/> and <see cref="ValidationLimits.MaxFields"/>
/// with fragments expanded. Each fragment is measured once, so that fragments which double each other cost no more than their text.
/// </summary>
internal sealed class OperationSizeRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Measurements>();
        rules.OperationEntered.Add((context, operation) => context.State(state).Begin(operation));
        rules.FragmentEntered.Add((context, fragment) => context.State(state).Begin(fragment));
        rules.FieldEntered.Add((context, field) => context.State(state).Add(field, context));
        rules.SpreadEntered.Add((context, spread) => context.State(state).Add(spread, context.Depth));
        rules.DocumentLeft.Add((context, _) => context.State(state).Check(context));
    }

    private sealed class Measurement(DefinitionNode definition)
    {
        public DefinitionNode Definition { get; } = definition;

        public OperationSize Own { get; set; }

        public List<(string Fragment, int Depth)>? Spreads { get; set; }

        public OperationSize? Expanded { get; set; }

        public bool IsExpanding { get; set; }
    }

    private sealed class Measurements
    {
        private readonly List<Measurement> all = new(1);
        private readonly Dictionary<string, Measurement> fragments = [];
        private Measurement current = null!;
        private int fields;
        private int aliases;
        private int depth;

        public void Begin(DefinitionNode definition)
        {
            End();
            current = new Measurement(definition);
            all.Add(current);
            if (definition is FragmentDefinitionNode fragment)
                fragments[fragment.Name.Value] = current;
        }

        public void Add(FieldNode field, ValidationContext context)
        {
            fields++;
            if (field.Alias is { } alias && alias.Value != field.Name.Value)
                aliases++;
            if (context.Depth >= depth && (context.ParentType is not { } parent || !MetaFields.IsReserved(parent.Name)))
                depth = context.Depth + 1;
        }

        public void Add(FragmentSpreadNode spread, int level) => (current.Spreads ??= []).Add((spread.Name.Value, level));

        public void Check(ValidationContext context)
        {
            End();
            foreach (var measurement in all)
            {
                if (measurement.Definition is OperationDefinitionNode)
                    Check(context, measurement.Definition, Expand(context, measurement));
            }
        }

        private static void Check(ValidationContext context, DefinitionNode operation, OperationSize size)
        {
            var limits = context.Limits;
            if (size.Depth > limits.MaxDepth)
                context.ReportLimit($"The operation is more than {limits.MaxDepth} levels deep.", operation.Start);
            if (size.Fields > limits.MaxFields)
                context.ReportLimit($"The operation selects more than {limits.MaxFields} fields.", operation.Start);
            if (size.Aliases > limits.MaxAliases)
                context.ReportLimit($"The operation uses more than {limits.MaxAliases} aliases.", operation.Start);
        }

        private void End()
        {
            if (current is not null)
                current.Own = new OperationSize(fields, aliases, depth);
            fields = aliases = depth = 0;
        }

        private OperationSize Expand(ValidationContext context, Measurement measurement)
        {
            if (measurement.Expanded is { } known)
                return known;
            var size = measurement.Own;
            if (measurement.Spreads is not { } spreads)
                return size;
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                context.Abort("Fragments are nested too deeply. Validation aborted.");
            measurement.IsExpanding = true;
            foreach (var (name, level) in spreads)
            {
                // A cycle is another rule's finding and has no size.
                if (fragments.TryGetValue(name, out var fragment) && !fragment.IsExpanding)
                    size = size.With(Expand(context, fragment), level);
            }

            measurement.IsExpanding = false;
            measurement.Expanded = size;
            return size;
        }
    }
}
