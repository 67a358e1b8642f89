using System.Globalization;

namespace CrmGraph.Domain.Leads.Assignment;

/// <summary>The ordered rules by which leads that nobody entered for themselves find who works on them. There is one plan; the first rule that matches decides.</summary>
public sealed class AssignmentPlan : Aggregate<AssignmentPlanId>
{
    /// <summary>At most so many rules.</summary>
    public const int MaxRules = 200;

    private AssignmentPlan() => Rules = [];

    /// <summary>The id of the one plan.</summary>
    public static AssignmentPlanId TheId { get; } = new(new Guid("01900000-0000-7000-8000-000000000001"));

    /// <summary>The rules, in their order.</summary>
    public IReadOnlyList<AssignmentRule> Rules { get; private set; }

    /// <summary>When the rules were last replaced.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The plan without rules that there is before anybody saves some.</summary>
    public static AssignmentPlan Empty(DateTimeOffset now) => new() { Id = TheId, UpdatedAt = now };

    /// <summary>Replaces all rules.</summary>
    public void Replace(IReadOnlyList<AssignmentRule> rules, DateTimeOffset now)
    {
        var valid = Guard.Each(rules, "rules", MaxRules, r => r.Checked());
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < valid.Count; i++)
        {
            if (!names.Add(valid[i].Name))
                throw Guard.Invalid("name", $"There is another rule named {valid[i].Name}; give each rule its own name.").Within("rules", i.ToString(CultureInfo.InvariantCulture));
        }
        (Rules, UpdatedAt) = (valid, now);
    }

    /// <summary>The first rule that matches; null if none does.</summary>
    public AssignmentRule? RuleFor(Lead lead, LeadSource source) => Rules.FirstOrDefault(r => r.Matches(lead, source));
}
