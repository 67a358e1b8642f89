using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Contracts;

internal sealed class ContractType : ObjectType<Contract>
{
    protected override void Configure(ObjectTypeDescriptor<Contract> descriptor)
    {
        descriptor.Node(c => c.Id, MoneyRows.Contracts);
        descriptor.Field(c => c.Version);
        descriptor.Field(c => c.Number);
        descriptor.Reference("opportunity", c => c.OpportunityId, MoneyRows.Deals, o => o.Id, "The deal that it ends.");
        descriptor.Field(c => c.SignedOn);
        descriptor.Field(c => c.Value);
        descriptor.List("instalments", c => c.Id, MoneyRows.InstalmentsOfContracts, i => i.ContractId, [Order.By((Instalment i) => i.Position)], "When what is due, in order.");
        descriptor.Field(c => c.Outstanding);
        descriptor.AddField(types => new OutputField(
            "collectionTime",
            types.OutputType(typeof(TimeSpan), nullable: true),
            description: "How long collecting has taken so far: the mean of (payment date − signing date), weighted by amount; null if nothing has come in.")
        {
            Resolver = new CollectionTimeResolver(),
        });
        descriptor.Field(c => c.CreatedAt);
    }

    /// <summary>One statement reads the payments of all contracts.</summary>
    private sealed class CollectionTimeResolver : BatchResolver
    {
        internal CollectionTimeResolver() => Requirements =
        [
            (Expression<Func<Contract, ContractId>>)(c => c.Id),
            (Expression<Func<Contract, DateOnly>>)(c => c.SignedOn),
        ];

        public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            ContractId[] contracts = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Required<ContractId>(i, 0)).Distinct()];
            var payments = await AllRows.Db(batch.Services).Payments
                .Where(p => contracts.Contains(p.ContractId))
                .Select(p => new { p.ContractId, p.Amount.Amount, p.PaidOn })
                .ToListAsync(cancellationToken);
            var paymentsOf = payments.ToLookup(p => p.ContractId);
            for (var i = 0; i < batch.Count; i++)
            {
                var signedOn = batch.Required<DateOnly>(i, 1);
                batch.SetResult(i, CollectionTime.Of(paymentsOf[batch.Required<ContractId>(i, 0)].Select(p => new CollectedAmount(p.Amount, signedOn, p.PaidOn))));
            }
        }
    }
}

internal sealed class InstalmentType : ObjectType<Instalment>
{
    protected override void Configure(ObjectTypeDescriptor<Instalment> descriptor)
    {
        descriptor.Node(i => i.Id, MoneyRows.Instalments);
        descriptor.Reference("contract", i => i.ContractId, MoneyRows.Contracts, c => c.Id, "The contract.");
        descriptor.Field(i => i.DueOn);
        descriptor.Field(i => i.Amount);
        descriptor.Field(i => i.Paid);
        descriptor.Field(i => i.PaidOn);
        descriptor.Timed(
            "isOverdue", i => i.PaidOn == null ? (DateOnly?)i.DueOn : null, (due, now) => due < now.Today(), "Whether its day has passed (UTC) and it is not paid in full.");
        descriptor.List("payments", i => i.Id, MoneyRows.Payments, p => p.InstalmentId, [Order.By((Payment p) => p.PaidOn), Order.By((Payment p) => p.Id)], "What has come in for it, oldest first.");
    }
}

internal sealed class PaymentType : ObjectType<Payment>
{
    protected override void Configure(ObjectTypeDescriptor<Payment> descriptor)
    {
        descriptor.Field(p => p.Amount);
        descriptor.Field(p => p.PaidOn);
        descriptor.Field(p => p.Reference);
        descriptor.Reference("recordedBy", p => p.RecordedById, AllRows.Users, u => u.Id, "Who recorded it; null if it was read from an ERP.");
        descriptor.Field(p => p.Connector);
        descriptor.Field(p => p.RecordedAt);
    }
}
