using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Events;

/// <summary>What a subscriber gets goes by the rights that it has when the event is delivered.</summary>
public sealed class RightsOfSubscribersTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Created = "subscription { events(types: [OPPORTUNITY_CREATED]) { ... on CrmEvent { subject { id } } } }";

    [Fact]
    public async Task Who_is_deactivated_is_cut_off_before_the_next_event()
    {
        await using var events = await api.ListenAsync("diego.silva", Created);
        await ChangeAsync("diego.silva", users => users.ExecuteUpdateAsync(u => u.SetProperty(x => x.IsActive, false)));

        await api.CreateDealAsync("sun.jiayi");

        Assert.Equal("UNAUTHENTICATED", (await events.EndAsync()).Code);
    }

    [Fact]
    public async Task Who_changes_teams_hears_of_the_new_team_and_no_more_of_the_old()
    {
        await using var events = await api.ListenAsync("chloe.moreau", Created);
        var team = (await api.CallerAsync("wang.fang")).TeamId;
        await ChangeAsync("chloe.moreau", users => users.ExecuteUpdateAsync(u => u.SetProperty(x => x.TeamId, team)));

        await api.CreateDealAsync("lucas.keller");
        var ours = await api.CreateDealAsync();

        Assert.Contains(ours, await events.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_whose_key_is_revoked_is_cut_off_though_its_user_stays()
    {
        var admin = await api.CallerAsync("admin");
        var (key, _) = ApiKey.Issue("dashboard", Role.Admin, admin.UserId, null, CrmApi.Now);
        await using (var db = api.Open())
        {
            db.Add(key);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using var events = await api.ListenAsync("admin", Created, caller: admin with { KeyId = key.Id });
        var id = await api.CreateDealAsync();
        Assert.Contains(id, await events.NextAsync(), StringComparison.Ordinal);
        var last = events.EventId;

        await using (var db = api.Open()) await db.ApiKeys.ExecuteUpdateAsync(k => k.SetProperty(x => x.RevokedAt, CrmApi.Now), TestContext.Current.CancellationToken);
        api.Time.Advance(TimeSpan.FromSeconds(6));
        await api.CreateDealAsync();

        var end = await events.EndAsync();
        Assert.Equal("UNAUTHENTICATED", end.Code);
        Assert.Equal(last, end.Extensions!["lastCursor"]);
    }

    private async Task ChangeAsync(string mailbox, Func<IQueryable<User>, Task> change)
    {
        await using var db = api.Open();
        await change(db.Users.Where(u => u.Email == $"{mailbox}@crmgraph.example"));
        // callers are remembered for a few seconds
        api.Time.Advance(TimeSpan.FromSeconds(6));
    }
}
