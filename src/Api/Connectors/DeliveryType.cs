using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Connectors;

internal sealed class DeliveryType : ObjectType<Delivery>
{
    protected override void Configure(ObjectTypeDescriptor<Delivery> descriptor)
    {
        descriptor.Name("WebhookDelivery");
        descriptor.Field(d => d.Connector).Name("endpoint");
        descriptor.AddField(types => new OutputField(
            "webhookId", types.OutputType(typeof(string), nullable: false), description: "What the header webhook-id says: the id of the event, the same on each attempt.")
        {
            Resolver = new WebhookIdResolver(),
        });
        descriptor.AddField(types => new OutputField(
            "cursor", types.OutputType(typeof(string), nullable: false), description: "The cursor of the event; a replay after it begins with the next one.")
        {
            Resolver = new CursorResolver(),
        });
        descriptor.Field(d => d.Type);
        descriptor.Field(d => d.Status);
        descriptor.Field(d => d.Attempts);
        descriptor.Field(d => d.CreatedAt);
        descriptor.Field(d => d.NextAttemptAt);
        descriptor.Field(d => d.LastStatusCode);
        descriptor.Field(d => d.LastError);
        descriptor.Field(d => d.DeliveredAt);
    }

    private sealed class WebhookIdResolver : BatchResolver
    {
        internal WebhookIdResolver() => Requirements = [(Expression<Func<Delivery, Guid>>)(d => d.EventId)];

        public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, batch.Required<Guid>(i, 0).ToString());
            return ValueTask.CompletedTask;
        }
    }

    private sealed class CursorResolver : BatchResolver
    {
        internal CursorResolver() => Requirements = [(Expression<Func<Delivery, long>>)(d => d.Position)];

        public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var cursors = batch.Services.GetRequiredService<EventCursors>();
            await cursors.PrepareAsync(cancellationToken);
            for (var i = 0; i < batch.Count; i++) batch.SetResult(i, cursors.Write(batch.Required<long>(i, 0)));
        }
    }
}
