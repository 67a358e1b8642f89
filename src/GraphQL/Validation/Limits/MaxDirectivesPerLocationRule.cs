namespace CrmGraph.GraphQL.Validation.Limits;

/// <summary>Holds <see cref="ValidationLimits.MaxDirectivesPerLocation"/>.</summary>
internal sealed class MaxDirectivesPerLocationRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.DirectivesEntered.Add(static (context, place) =>
    {
        var limit = context.Limits.MaxDirectivesPerLocation;
        if (place.Directives.Length > limit)
            context.ReportLimit($"There are {place.Directives.Length} directives at this location; at most {limit} are allowed.", place.Directives[0].Start);
    });
}
