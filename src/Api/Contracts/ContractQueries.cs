using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contracts;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Contracts;

/// <summary>Contracts and the money that comes in.</summary>
internal static class ContractQueries
{
    internal static SchemaBuilder AddContracts(this SchemaBuilder schema) => schema
        .AddObjectType<ContractType>()
        .AddObjectType<InstalmentType>()
        .AddObjectType<PaymentType>()
        .Single("contract", MoneyRows.Contracts, c => c.Id, description: "A contract by id.")
        .Connection("contracts", MoneyRows.Contracts, "The contracts that the caller sees, the latest signature first.", Order.ByDescending((Contract c) => c.SignedOn))
        .Connection("instalments", MoneyRows.Instalments, "The instalments that the caller sees, by the day on which they are due.", Order.By((Instalment i) => i.DueOn))
        .Connection("overdueInstalments", MoneyRows.OverdueInstalments, "Those of them whose day has passed and that are not paid in full, the oldest first.", Order.By((Instalment i) => i.DueOn))
        .AddMutationType(typeof(ContractMutations));
}
