using CrmGraph.Persistence;
using CrmGraph.Persistence.Tests;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.PostgreSql.Tests.Servers;

/// <summary>Writers that are at work at the same time, as they are not on SQLite.</summary>
public sealed class ContentionTests
{
    [Fact]
    public async Task Of_two_transactions_that_wait_for_each_other_one_is_told_that_it_may_be_repeated()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);
        await using var one = database.Open();
        await using var other = database.Open();
        await using var first = await one.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var second = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await TouchAccountAsync(one);
        await TouchUserAsync(other);

        var failures = await Task.WhenAll(FailureOfAsync(() => TouchUserAsync(one), first), FailureOfAsync(() => TouchAccountAsync(other), second));

        var lost = Assert.IsType<DatabaseBusyException>(Assert.Single(failures, f => f is not null));
        Assert.Equal("Others were changing the same records at the same moment. Nothing was changed; repeat the request.", lost.Message);
    }

    private static Task<int> TouchAccountAsync(CrmDbContext db) => db.Accounts.ExecuteUpdateAsync(a => a.SetProperty(x => x.Industry, "制造"), TestContext.Current.CancellationToken);

    private static Task<int> TouchUserAsync(CrmDbContext db) => db.Users.ExecuteUpdateAsync(u => u.SetProperty(x => x.Name, "王芳"), TestContext.Current.CancellationToken);

    private static async Task<Exception?> FailureOfAsync(Func<Task> work, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction)
    {
        var failure = await Record.ExceptionAsync(work);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        return failure;
    }
}
