namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>There is at most one schema definition, and none in what extends a schema (spec 3.3).</summary>
internal sealed class LoneSchemaDefinitionRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Seen>();
        rules.SchemaDefinitionEntered.Add((context, node) =>
        {
            if (node.IsExtension)
                return;
            var seen = context.State(state);
            if (context.SchemaOrNull is { } schema && (schema.SyntaxNodes.Count > 0 || (schema.QueryType ?? schema.MutationType ?? schema.SubscriptionType) is not null))
                context.Report("Cannot define a new schema within a schema extension.", node.Start);
            else if (seen.Any)
                context.Report("Must provide only one schema definition.", node.Start);
            seen.Any = true;
        });
    }

    private sealed class Seen
    {
        public bool Any { get; set; }
    }
}
