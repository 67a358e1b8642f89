namespace CrmGraph.Domain.Leads.Conversion;

/// <summary>Something that a lead needs before it is converted, and has not.</summary>
/// <param name="Criterion">What it is: <c>bant.budget</c>, <c>score</c>, or the name of a field.</param>
/// <param name="Expected">What is needed.</param>
/// <param name="Actual">What is there; null if nothing is.</param>
/// <param name="Message">Both in words, with what to do.</param>
public sealed record UnmetRequirement(string Criterion, string Expected, string? Actual, string Message);

/// <summary>NOT_QUALIFIED: a lead does not meet the conversion policy.</summary>
/// <param name="unmet">Everything that is missing; at least one.</param>
public sealed class NotQualifiedException(IReadOnlyList<UnmetRequirement> unmet) : DomainException(
    ErrorCode.NotQualified, $"The lead is not qualified: {string.Join(" ", unmet.Select(u => u.Message))}", "leadId")
{
    /// <summary>Everything that is missing.</summary>
    public IReadOnlyList<UnmetRequirement> Unmet { get; } = unmet;
}
