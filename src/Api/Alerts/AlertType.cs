using System.Linq.Expressions;
using CrmGraph.Api.Events;
using CrmGraph.Api.Schema;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Alerts;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Alerts;

internal sealed class AlertType : ObjectType<Alert>
{
    protected override void Configure(ObjectTypeDescriptor<Alert> descriptor)
    {
        descriptor.Description("Somebody has to look at something; nobody else sees the alert.");
        descriptor.Node(a => a.Id, VisibleRows.Alerts);
        descriptor.Field(a => a.Kind);
        descriptor.Field(a => a.Severity);
        descriptor.Field(a => a.CreatedAt);
        descriptor.Field(a => a.ReadAt);
        descriptor.AddField(types => new OutputField("message", types.OutputType(typeof(string), nullable: false), description: "What it says, in the language of the request.")
        {
            Resolver = new MessageResolver(),
        });
        descriptor.AddField(types => new OutputField(
            "subject", new NonNullType(types.Find("Node") ?? throw new InvalidOperationException("There is no interface Node.")), description: "What it is about, as it is now.")
        {
            Resolver = new AlertSubjectResolver(),
        });
    }

    private sealed class MessageResolver : BatchResolver
    {
        internal MessageResolver() => Requirements =
        [
            (Expression<Func<Alert, string>>)(a => a.Kind),
            (Expression<Func<Alert, string>>)(a => a.About),
            (Expression<Func<Alert, int>>)(a => a.Days),
        ];

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var chinese = Language.Of(batch.Request.Request.Services.GetService<IHttpContextAccessor>()?.HttpContext) == Language.Chinese;
            for (var i = 0; i < batch.Count; i++)
                batch.SetResult(i, AlertWording.Say(batch.Required<string>(i, 0), batch.Required<string>(i, 1), batch.Required<int>(i, 2), chinese));
            return ValueTask.CompletedTask;
        }
    }

    // who was alerted to something may see what it is
    private sealed class AlertSubjectResolver : BatchResolver
    {
        internal AlertSubjectResolver() => Requirements =
        [
            (Expression<Func<Alert, string>>)(a => a.SubjectType),
            (Expression<Func<Alert, Guid>>)(a => a.SubjectId),
        ];

        public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var subjects = Enumerable.Range(0, batch.Count).Select(i => (batch.Required<string>(i, 0), batch.Required<Guid>(i, 1))).ToList();
            var found = await SubjectResolver.LoadAsync(AllRows.Db(batch.Services), subjects, cancellationToken);
            for (var i = 0; i < subjects.Count; i++) batch.SetResult(i, found.GetValueOrDefault(subjects[i].Item2));
        }
    }
}
