using CrmGraph.Api.Auth;
using CrmGraph.Api.Schema;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Api.Tests.Auth;

/// <summary>
/// Every mutation as every kind of caller, on a record of a seller in 华东组: what the permission table says is what happens, and
/// a refusal has written nothing.
/// </summary>
public sealed class PermissionMatrixTests(CrmApi api) : IClassFixture<CrmApi>
{
    private static readonly string[] Callers =
    [
        "wang.fang", "li.haoran", "zhao.lei", "lucas.keller", "east.manager", "china.manager", "international.manager",
        "director", "marketing", "finance", "admin", "integration", "readonly",
    ];

    public static TheoryData<string> Mutations => [.. PermissionsDocument.Needs.Keys];

    [Fact]
    public void Every_mutation_has_its_case() =>
        Assert.Equal(PermissionsDocument.Needs.Keys.Order(StringComparer.Ordinal), MutationCases.All.Select(c => c.Mutation).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task The_table_decides_who_may(string mutation)
    {
        var (needs, scene) = (PermissionsDocument.Needs[mutation], MutationCases.All.Single(c => c.Mutation == mutation));
        var owner = await api.CallerAsync("wang.fang");
        // nobody else is to write meanwhile
        foreach (var background in api.Services.GetServices<IHostedService>()) await background.StopAsync(TestContext.Current.CancellationToken);
        await using var watch = await api.WatchAsync();
        foreach (var mailbox in Callers)
        {
            var caller = await api.CallerAsync(mailbox);
            var input = await scene.InputAsync(api);
            var before = await watch.StateAsync();

            var payload = (await api.DataAsync(mailbox, MutationCases.Document(mutation), new { input })).At(mutation);

            var outcome = Outcome(payload);
            string[] expected = scene.Besides.Contains(mailbox) ? ["FORBIDDEN"] : Expected(caller, owner, needs, scene.Target, scene.Allowed);
            Assert.True(expected.Contains(outcome), $"{mutation} as {mailbox}: {outcome} {payload.GetProperty("errors")}");
            Assert.Equal(outcome == "done", before != await watch.StateAsync());
        }
    }

    // A role that may never do it hears so whether or not it sees the record; nobody else does before they see it.
    private static string[] Expected(Caller caller, Caller owner, NeedsAttribute needs, Resource? target, string allowed)
    {
        var sees = target is null || caller.Reaches(target.Value, Access.Read, owner.UserId, owner.TeamId);
        if (!caller.May(needs.Resource, needs.Access)) return sees ? ["FORBIDDEN"] : ["FORBIDDEN", "NOT_FOUND"];
        if (!sees) return ["NOT_FOUND"];
        // what is created, or has no owner, is the caller's own affair
        return target is null || caller.Reaches(needs.Resource, needs.Access, owner.UserId, owner.TeamId) ? [allowed] : ["FORBIDDEN"];
    }

    private static string Outcome(System.Text.Json.JsonElement payload)
    {
        var errors = payload.GetProperty("errors").EnumerateArray().ToList();
        return errors.Count == 0 ? "done" : string.Join(' ', errors.Select(e => e.GetProperty("code").GetString()));
    }
}
