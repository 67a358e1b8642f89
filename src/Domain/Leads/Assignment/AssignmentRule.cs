using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads.Assignment;

/// <summary>
/// A rule of assignment. All conditions that are given must hold; one without conditions takes every lead. Texts are compared in any case.
/// </summary>
/// <param name="Name">The name, which the leads that it assigns keep; unique in the list.</param>
/// <param name="Sources">Keys of lead sources; empty for all.</param>
/// <param name="Channels">Channels of lead sources; empty for all.</param>
/// <param name="Regions">Regions; empty for all.</param>
/// <param name="Industries">Industries; empty for all.</param>
/// <param name="EmployeesMin">The smallest number of employees; a lead whose number is not known does not match.</param>
/// <param name="EmployeesMax">The largest number of employees; a lead whose number is not known does not match.</param>
/// <param name="ScoreMin">The smallest score.</param>
/// <param name="TeamId">The team that gets the lead; exactly one of team and user.</param>
/// <param name="UserId">The user who gets the lead; exactly one of team and user.</param>
public sealed record AssignmentRule(
    string Name,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Industries,
    int? EmployeesMin,
    int? EmployeesMax,
    int? ScoreMin,
    TeamId? TeamId,
    UserId? UserId)
{
    /// <summary>Whether the rule is for a lead of a source.</summary>
    public bool Matches(Lead lead, LeadSource source) =>
        Has(Sources, source.Key)
        && Has(Channels, source.Channel)
        && Has(Regions, lead.Region)
        && Has(Industries, lead.Industry)
        && (EmployeesMin is null || lead.Employees >= EmployeesMin)
        && (EmployeesMax is null || lead.Employees <= EmployeesMax)
        && (ScoreMin is null || lead.Score >= ScoreMin);

    internal AssignmentRule Checked()
    {
        if ((TeamId is null) == (UserId is null)) throw Guard.Invalid("teamId", "Give either teamId or userId.");
        var valid = this with
        {
            Name = Guard.Text(Name, "name", 100),
            Sources = Texts(Sources, "sources"),
            Channels = Texts(Channels, "channels"),
            Regions = Texts(Regions, "regions"),
            Industries = Texts(Industries, "industries"),
            EmployeesMin = Guard.OptionalRange(EmployeesMin, "employeesMin", 0, 10_000_000),
            EmployeesMax = Guard.OptionalRange(EmployeesMax, "employeesMax", 0, 10_000_000),
            ScoreMin = Guard.OptionalRange(ScoreMin, "scoreMin", 0, 10_000),
        };
        if (EmployeesMin > EmployeesMax) throw Guard.Invalid("employeesMax", "employeesMax must not be less than employeesMin.");
        return valid;
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<string> values, string field) => Guard.Texts(values, field, 200, 100);

    private static bool Has(IReadOnlyList<string> values, string? value) =>
        values.Count == 0 || (value is not null && values.Contains(value, StringComparer.OrdinalIgnoreCase));
}
