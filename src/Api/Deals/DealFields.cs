using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Selling;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Deals;

/// <summary>What is learned and agreed while a deal is worked on: it is seen with the deal.</summary>
internal static class DealFields
{
    internal static SchemaBuilder AddDeals(this SchemaBuilder schema) => schema
        .AddObjectType<StakeholderType>()
        .AddObjectType<NegotiationEntryType>()
        .AddObjectType<StageTimeType>()
        .AddObjectType<NeedType>()
        .AddObjectType<SharedContentType>()
        .AddObjectType<ProposalType>()
        .AddObjectType<ObjectionType>()
        .AddMutationType(typeof(DealMutations))
        .AddMutationType(typeof(SellingMutations));

    /// <summary>Adds the fields to the opportunity.</summary>
    internal static void AddDealFields(this ObjectTypeDescriptor<Opportunity> descriptor)
    {
        descriptor.List(
            "stakeholders", o => o.Id, AllRows.Stakeholders, s => s.OpportunityId,
            [Order.ByDescending((Stakeholder s) => s.Influence), Order.By((Stakeholder s) => s.ContactId)],
            "Who on the customer's side has a say in the purchase, the most influential first. Personal data of the contacts follows the rules for contacts.");
        descriptor.Field(o => o.Competitors);
        descriptor.List(
            "negotiation", o => o.Id, AllRows.NegotiationEntries, e => e.OpportunityId,
            [Order.By((NegotiationEntry e) => e.At), Order.By((NegotiationEntry e) => e.Id)], "How terms have changed, oldest first.");
        descriptor.List(
            "needs", o => o.Id, SellingRows.Needs, n => n.OpportunityId,
            [Order.By((Need n) => n.Id)], "What the customer needs, in the order in which it was discovered.");
        descriptor.List(
            "contents", o => o.Id, SellingRows.Contents, c => c.OpportunityId,
            [Order.By((SharedContent c) => c.SharedAt), Order.By((SharedContent c) => c.Id)], "What the customer was given to read, oldest first.");
        descriptor.Reference("proposal", o => o.Id, SellingRows.Proposals, p => p.OpportunityId, "What the deal is worth to the customer, in figures.", nullable: true);
        descriptor.List(
            "objections", o => o.Id, SellingRows.Objections, x => x.OpportunityId,
            [Order.By((Objection x) => x.At), Order.By((Objection x) => x.Id)], "What the customer has against the deal, oldest first.");
        descriptor.AddField(types => new OutputField(
            "stageTimes", types.OutputType(typeof(IReadOnlyList<StageTime>), nullable: false),
            description: "How long the deal has been in each stage, over all visits and up to now, in the order in which it first entered them.")
        {
            Resolver = new StageTimesResolver(),
        });
    }
}
