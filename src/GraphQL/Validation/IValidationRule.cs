namespace CrmGraph.GraphQL.Validation;

/// <summary>
/// A rule of validation. A rule has no state of its own: it subscribes to kinds of node once, when a rule table is built, and keeps
/// what it must remember during one validation in a <see cref="StateSlot{T}"/>.
/// </summary>
internal interface IValidationRule
{
    /// <summary>Subscribes to the kinds of node that the rule looks at.</summary>
    void Register(RuleTableBuilder rules);
}
