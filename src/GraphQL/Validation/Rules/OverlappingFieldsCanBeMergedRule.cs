using CrmGraph.GraphQL.Validation.Rules.Overlapping;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Fields with the same response name can be merged (spec 5.3.2).</summary>
/// <remarks>
/// Whether there is any conflict is found first, for the whole document, in time that is nearly linear in its size
/// (<see cref="MergeCheck"/>). Only a document that has one is compared pair by pair, to say which fields do not fit and why
/// (<see cref="ConflictSearch"/>).
/// </remarks>
internal sealed class OverlappingFieldsCanBeMergedRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Verdict>();
        rules.SelectionSetEntered.Add((context, set) =>
        {
            var verdict = context.State(state);
            if (!verdict.IsKnown)
            {
                verdict.IsKnown = true;
                if (new MergeCheck(context).FindConflict() is { } conflict)
                    verdict.Search = new ConflictSearch(context, conflict);
            }

            // An inline fragment's fields are looked at together with those around it.
            if (verdict.Search is { } search && !context.InInlineFragment)
                search.Report(set);
        });
        rules.DocumentLeft.Add((context, _) => context.State(state).Search?.ReportAtLeastOne());
    }

    private sealed class Verdict
    {
        public bool IsKnown { get; set; }

        public ConflictSearch? Search { get; set; }
    }
}
