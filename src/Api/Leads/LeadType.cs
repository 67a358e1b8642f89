using CrmGraph.Api.Capture;
using CrmGraph.Api.Duplicates;
using CrmGraph.Api.Leads.Assignment;
using CrmGraph.Api.Leads.Scoring;
using CrmGraph.Api.Qualifications;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Merging;

namespace CrmGraph.Api.Leads;

internal sealed class LeadType : ObjectType<Lead>
{
    protected override void Configure(ObjectTypeDescriptor<Lead> descriptor)
    {
        descriptor.Node(
            l => l.Id, VisibleRows.Leads, (services, _, ids, cancellationToken) => AllRows.Db(services).SurvivorsAsync(ids, cancellationToken));
        descriptor.Field(l => l.Version);
        descriptor.Field(l => l.Name);
        descriptor.Field(l => l.Company);
        descriptor.Field(l => l.Title);
        descriptor.Guarded("email", l => l.Email, "EmailAddress", SeesPersonalData, "Personal data: the e-mail address; null for callers who may not see it.");
        descriptor.Guarded("phone", l => l.Phone, "String", SeesPersonalData, "Personal data: the telephone number; null for callers who may not see it.");
        descriptor.Reference("source", l => l.SourceId, AllRows.LeadSources, s => s.Id, "Where the lead comes from.");
        descriptor.Field(l => l.Status);
        descriptor.Field(l => l.DisqualificationReason);
        descriptor.Field(l => l.Industry);
        descriptor.Field(l => l.Region);
        descriptor.Field(l => l.Employees);
        descriptor.Field(l => l.Need);
        descriptor.Reference("owner", l => l.OwnerId, AllRows.Users, u => u.Id, "The user who works on the lead; null while nobody does.");
        descriptor.Reference("team", l => l.TeamId, AllRows.Teams, t => t.Id, "The owner's team, or the team that the lead waits in.");
        descriptor.Field(l => l.Score);
        descriptor.Field(l => l.Grade);
        descriptor.Field(l => l.IsSalesReady);
        descriptor.Field(l => l.ScoredAt);
        descriptor.AddField(types => new OutputField(
            "scoreBreakdown",
            types.OutputType(typeof(IReadOnlyList<ScoreContribution>), nullable: false),
            description: "Every rule that added to or took from the score; the points sum to the score exactly.")
        {
            Resolver = new ScoreBreakdownResolver(),
        });
        descriptor.List("behaviours", l => l.Id, AllRows.LeadBehaviours, b => b.LeadId, [Order.ByDescending((LeadBehaviour b) => b.At), Order.ByDescending((LeadBehaviour b) => b.Id)], "What the lead did, newest first.");
        descriptor.AddField(types => new OutputField(
            "assignment", types.OutputType(typeof(LeadAssignment), nullable: true), description: "Why the lead is where it is; null as long as it is with who entered it.")
        {
            Resolver = new LeadAssignmentResolver(),
        });
        descriptor.List("submissions", l => l.Id, CaptureRows.Submissions, s => s.LeadId, [Order.ByDescending((CaptureSubmission s) => s.ReceivedAt), Order.ByDescending((CaptureSubmission s) => s.Id)], "What web forms sent about the lead, newest first; empty for callers who may not see personal data.");
        descriptor.Qualification(l => l.Qualification, "How far the lead has been found worth selling to; null if nobody has assessed it.");
        descriptor.AddField(types => new OutputField(
            "duplicates",
            new NonNullType(new ListType(new NonNullType(types.ObjectTypeOf(typeof(DuplicateCandidate))))),
            description: "Leads that the caller sees and that are probably the same customer, the most similar first; at most 20.")
        {
            Resolver = new DuplicatesResolver(),
        });
        descriptor.AddField(types => new OutputField(
            "merges", new NonNullType(new ListType(new NonNullType(types.ObjectTypeOf(typeof(LeadMerge))))), description: "The merges into this lead, newest first.")
        {
            Resolver = new MergesResolver(),
        });
        descriptor.Connection("activities", l => l.Id, VisibleRows.Activities, x => x.LeadId, "The activities about the lead, newest first.", Order.ByDescending((Activity x) => x.CreatedAt));
        descriptor.Reference("convertedOpportunity", l => l.Id, VisibleRows.Opportunities, o => o.LeadId, "The opportunity that was made of the lead.", nullable: true);
        descriptor.Field(l => l.CreatedAt);
        descriptor.Field(l => l.UpdatedAt);
    }

    private static bool SeesPersonalData(RequestContext request) => request.Caller<Caller>().May(Resource.LeadPersonalData, Access.Read);
}
