using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests;

/// <summary>What the API's queries become: plain, exact and answered by an index.</summary>
public sealed class SqlShapeTests : IAsyncLifetime
{
    private CrmDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await CrmDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Amounts_are_added_up_as_integers()
    {
        await using var db = Open();

        var sql = db.Opportunities
            .GroupBy(o => o.StageId)
            .Select(g => new { g.Key, Amount = g.Sum(o => o.Amount.Amount), Expected = g.Sum(o => o.ExpectedRevenue.Amount) })
            .ToQueryString();

        Assert.Contains("""SUM("o"."Amount_Amount")""", sql, StringComparison.Ordinal);
        Assert.Contains("""SUM("o"."ExpectedRevenue_Amount")""", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keyset_comparisons_are_plain_comparisons()
    {
        await using var db = Open();
        var (at, id) = (Given.Now, OpportunityId.New(Given.Now));

        var sql = db.Opportunities.Where(o => o.CreatedAt > at || (o.CreatedAt == at && o.Id.CompareTo(id) > 0)).ToQueryString();

        Assert.Contains("""WHERE "o"."CreatedAt" > @at OR ("o"."CreatedAt" = @at AND "o"."Id" > @id)""", sql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("79228162514264337593543950335", 0)]
    [InlineData("-79228162514264337593543950335", 1)]
    [InlineData("100000", 0)]
    [InlineData("99999.9999", 1)]
    public async Task Amounts_compare_with_whatever_a_caller_sends(string than, int expected)
    {
        var market = new Market();
        await using var db = Open();
        db.AddRange([.. market.All, market.Deal()]);
        await db.SaveChangesAsync();
        var amount = decimal.Parse(than, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected, await db.Opportunities.CountAsync(o => o.Amount.Amount > amount));
    }

    [Fact]
    public async Task The_deals_of_a_team_come_out_of_one_index_in_order()
    {
        await using var db = Open();
        var team = TeamId.New(Given.Now);
        var caller = new Caller(UserId.New(Given.Now), Role.SalesRep, team, [team]);

        var plan = await PlanAsync(db.Opportunities.VisibleTo(caller).OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Select(o => o.Name).Take(25));

        Assert.Equal(["SEARCH o USING INDEX IX_Opportunities_TeamId_CreatedAt_Id (TeamId=?)"], plan);
    }

    [Theory]
    [InlineData(false, "SCAN o USING INDEX IX_Opportunities_CloseDate_Id")]
    [InlineData(true, "SCAN o USING INDEX IX_Opportunities_UpdatedAt_Id")]
    public async Task The_common_orders_of_all_deals_need_no_sorting(bool byUpdate, string expected)
    {
        await using var db = Open();
        var ordered = byUpdate
            ? db.Opportunities.OrderByDescending(o => o.UpdatedAt).ThenByDescending(o => o.Id)
            : db.Opportunities.OrderBy(o => o.CloseDate).ThenBy(o => o.Id);

        Assert.Equal([expected], await PlanAsync(ordered.Select(o => o.Name).Take(25)));
    }

    [Fact]
    public async Task The_activities_of_several_deals_are_found_by_index()
    {
        await using var db = Open();
        OpportunityId[] ids = [OpportunityId.New(Given.Now), OpportunityId.New(Given.Now)];

        var plan = await PlanAsync(db.Activities.Where(a => a.OpportunityId != null && ids.Contains(a.OpportunityId.Value)).Select(a => a.Subject));

        Assert.Equal(["SEARCH a USING INDEX IX_Activities_OpportunityId_CreatedAt_Id (OpportunityId=?)"], plan);
    }

    private static async Task<List<string>> PlanAsync<T>(IQueryable<T> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        var connection = command.Connection ?? throw new InvalidOperationException("The command has no connection.");
        await connection.OpenAsync();
        await using var reader = await command.ExecuteReaderAsync();
        List<string> steps = [];
        while (await reader.ReadAsync()) steps.Add(reader.GetString(3));
        return steps;
    }

    private CrmDbContext Open() => _database?.Open() ?? throw new InvalidOperationException("The database is not open.");
}
