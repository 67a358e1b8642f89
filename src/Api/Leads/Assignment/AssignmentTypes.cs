using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Leads.Assignment;

internal sealed class AssignmentPlanType : ObjectType<AssignmentPlan>
{
    protected override void Configure(ObjectTypeDescriptor<AssignmentPlan> descriptor)
    {
        descriptor.Name("AssignmentRules");
        descriptor.Field(p => p.Version).Description("Counts the saved lists; 0 before the first. Saving with an older version is refused with CONFLICT.");
        descriptor.Field(p => p.Rules);
        descriptor.Field(p => p.UpdatedAt);
    }
}

internal sealed class AssignmentRuleType : ObjectType<AssignmentRule>
{
    protected override void Configure(ObjectTypeDescriptor<AssignmentRule> descriptor)
    {
        descriptor.Field(r => r.Name);
        descriptor.Field(r => r.Sources);
        descriptor.Field(r => r.Channels);
        descriptor.Field(r => r.Regions);
        descriptor.Field(r => r.Industries);
        descriptor.Field(r => r.EmployeesMin);
        descriptor.Field(r => r.EmployeesMax);
        descriptor.Field(r => r.ScoreMin);
        descriptor.Reference("team", r => r.TeamId, AllRows.Teams, t => t.Id, "The team that gets the lead: its least loaded sales rep.");
        descriptor.Reference("user", r => r.UserId, AllRows.Users, u => u.Id, "The user who gets the lead.");
    }
}
