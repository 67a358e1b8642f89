using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Accounts;

/// <summary>What the records say of a customer, as far as the caller sees them.</summary>
internal sealed record CustomerProfile
{
    /// <summary>The contacts who are economic buyers or decision makers of deals, the most influential first.</summary>
    public required IReadOnlyList<Contact> DecisionMakers { get; init; }

    /// <summary>
    /// The deals that were won. Deals of one currency are added up in it; deals of several in the organisation's currency, at the rates of
    /// today. Deals of a currency without a rate are left out, which <c>unconverted</c> tells.
    /// </summary>
    public required Money WonAmount { get; init; }

    /// <summary>The deals that are open; added up like <c>wonAmount</c>.</summary>
    public required Money OpenAmount { get; init; }

    /// <summary>Currencies of deals that could not be added to the amounts, because there is no rate for them.</summary>
    public required IReadOnlyList<string> Unconverted { get; init; }

    /// <summary>How long it took on average from the creation of a deal until it was won.</summary>
    public TimeSpan? AverageCycle { get; init; }

    /// <summary>The average answer to the surveys after closed deals, from 1 to 5.</summary>
    public double? Satisfaction { get; init; }

    /// <summary>The latest completed call, e-mail, meeting, visit, demonstration or proposal.</summary>
    public DateTimeOffset? LastContactAt { get; init; }

    /// <summary>The kind of contact that there was most often.</summary>
    public ActivityKind? PreferredChannel { get; init; }

    /// <summary>The gravest of DISSATISFIED, DECISION_MAKER_OPPOSED, NO_CONTACT_90_DAYS and LAST_DEALS_LOST; null if none holds.</summary>
    public string? Risk { get; init; }
}
