using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Accounts;

/// <summary>Companies.</summary>
internal static class AccountQueries
{
    internal static SchemaBuilder AddAccounts(this SchemaBuilder schema) => schema
        .AddObjectType<AccountType>()
        .Single("account", VisibleRows.Accounts, a => a.Id, description: "An account by id.")
        .Connection("accounts", VisibleRows.Accounts, "The accounts that the caller sees, newest first.", Order.ByDescending((Account a) => a.CreatedAt))
        .AddMutationType(typeof(AccountMutations));
}
