using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Accounts;

/// <summary>Changes of accounts.</summary>
internal static class AccountMutations
{
    /// <summary>Creates an account.</summary>
    /// <param name="input">What is known of it.</param>
    [Needs(Resource.Account, Access.Create)]
    public static async Task<Account> CreateAccount(
        CreateAccountInput input, Caller caller, CrmDbContext db, DuplicateGuard duplicates, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Account, Access.Create);
        var owner = await db.OwnerAsync(caller, Resource.Account, input.OwnerId, cancellationToken);
        var account = Account.Create(input.ToDetails(), owner, time.GetUtcNow());
        // in one transaction, so that nobody takes the registration number between the look and the leap
        await using var transaction = await db.BeginAsync(cancellationToken);
        await RequireUniqueAsync(account, caller, db, cancellationToken);
        await duplicates.RequireNewAsync(account, null, caller, input.AllowDuplicate == true, cancellationToken);
        db.Accounts.Add(account);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return account;
    }

    /// <summary>Changes details of an account.</summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Account, Access.Change)]
    public static async Task<Account> UpdateAccount(
        UpdateAccountInput input, Caller caller, CrmDbContext db, DuplicateGuard duplicates, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var account = await db.Accounts.VisibleTo(caller).FindAsync(a => a.Id == input.Id, "id", "account", cancellationToken);
        caller.Require(Resource.Account, Access.Change, account.OwnerId, account.TeamId);
        account.RequireVersion(input.Version);
        var before = account.Details;
        account.Revise(input.Apply(before), time.GetUtcNow());
        await RequireUniqueAsync(account, caller, db, cancellationToken);
        await duplicates.RequireNewAsync(account, before, caller, input.AllowDuplicate == true, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return account;
    }

    // A registration number is one company's, whatever the policy says.
    private static async Task RequireUniqueAsync(Account account, Caller caller, CrmDbContext db, CancellationToken cancellationToken)
    {
        var (id, number) = (account.Id, account.RegistrationNumber);
        if (number is null || !await db.Accounts.AnyAsync(a => a.RegistrationNumber == number && a.Id != id, cancellationToken)) return;
        var seen = await db.Accounts.VisibleTo(caller).Where(a => a.RegistrationNumber == number && a.Id != id).Select(a => a.Id).ToListAsync(cancellationToken);
        throw new DuplicateException(
            $"Another account has the registration number {number} already; allowDuplicate does not help.",
            [.. seen.Select(a => new DuplicateCandidate(MatchedEntity.Account, a.Value, 1, ["registrationNumber"]))],
            "registrationNumber");
    }
}
