using System.Linq.Expressions;
using System.Text.Json;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Capture;

internal sealed class CaptureFormType : ObjectType<CaptureForm>
{
    protected override void Configure(ObjectTypeDescriptor<CaptureForm> descriptor)
    {
        descriptor.Node(f => f.Id, CaptureRows.Forms);
        descriptor.Field(f => f.Version);
        descriptor.Field(f => f.Key);
        descriptor.Field(f => f.Name);
        descriptor.Reference("source", f => f.SourceId, AllRows.LeadSources, s => s.Id, "The source that leads from this form get.");
        descriptor.Field(f => f.AllowedOrigins);
        descriptor.Field(f => f.Fields);
        descriptor.Field(f => f.HoneypotField);
        descriptor.Field(f => f.MaxPerAddress);
        descriptor.Field(f => f.MaxPerForm);
        descriptor.Field(f => f.IsActive);
        descriptor.Field(f => f.CreatedAt);
        descriptor.Field(f => f.UpdatedAt);
    }
}

internal sealed class CaptureSubmissionType : ObjectType<CaptureSubmission>
{
    protected override void Configure(ObjectTypeDescriptor<CaptureSubmission> descriptor)
    {
        descriptor.Reference("form", s => s.FormId, CaptureRows.Forms, f => f.Id, "The form; null for callers who may not see forms.", nullable: true);
        descriptor.Field(s => s.SubmissionId);
        descriptor.Field(s => s.ReceivedAt);
        descriptor.AddField(types => new OutputField(
            "payload", types.OutputType(typeof(JsonElement), nullable: false), description: "Everything that was sent, as it came. Personal data.")
        {
            Resolver = new PayloadResolver(),
        });
    }

    private sealed class PayloadResolver : BatchResolver
    {
        internal PayloadResolver() => Requirements = [(Expression<Func<CaptureSubmission, string>>)(s => s.Payload)];

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, JsonElement.Parse(batch.Required<string>(i, 0)));
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Which forms and submissions callers see.</summary>
internal static class CaptureRows
{
    internal static readonly QuerySource<CaptureForm> Forms = static (services, request) =>
    {
        var forms = AllRows.Db(services).CaptureForms;
        return MaySeeForms(request) ? forms : forms.Where(_ => false);
    };

    /// <summary>Those of leads that the caller sees: they are reached through these.</summary>
    internal static readonly QuerySource<CaptureSubmission> Submissions = static (services, request) =>
    {
        var submissions = AllRows.Db(services).CaptureSubmissions;
        return request.Caller<Caller>().May(Resource.LeadPersonalData, Access.Read) ? submissions : submissions.Where(_ => false);
    };

    /// <summary>Refuses the list to those who see no forms, rather than telling them that there are none.</summary>
    internal static readonly QuerySource<CaptureForm> FormsOrRefusal = static (services, request) => MaySeeForms(request)
        ? AllRows.Db(services).CaptureForms
        : throw new GraphQLException(ErrorCodes.Forbidden, "Your role may not see web forms.");

    private static bool MaySeeForms(RequestContext request) => request.Caller<Caller>().May(Resource.LeadChannel, Access.Read);
}
