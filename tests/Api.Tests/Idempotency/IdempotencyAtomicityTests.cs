using CrmGraph.Api.Tests.Auth;
using CrmGraph.Api.Tests.Customers;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.GraphQL.Execution;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Idempotency;

/// <summary>What a mutation changes and what it answers are one: both are there or neither.</summary>
public sealed class IdempotencyAtomicityTests(ITestOutputHelper output)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_step_fails_nothing_has_happened_and_the_repeat_succeeds()
    {
        await using var api = new CrmApi();
        await api.InitializeAsync();
        await using var watch = await api.WatchAsync();
        var leadId = await api.FullLeadAsync();
        const string document = """
            mutation ($input: ConvertLeadInput!) {
              convertLead(input: $input) {
                lead { name status owner { name } }
                opportunity { name account { name } stageHistory { to { key } } stageOptions { allowed } }
                errors { code message }
              }
            }
            """;
        var request = await api.RequestAsync("wang.fang", document, new { input = new { leadId } }) with { IdempotencyKey = "k" };

        for (var n = 1; ; n++)
        {
            var before = await watch.StateAsync();
            api.Disk.BreakAt(n);
            var answer = await api.AskAsync(request);
            if (api.Disk.Broken is not { } broken)
            {
                Assert.False(answer.TryGetProperty("errors", out var refused), refused.ToString());
                output.WriteLine($"{n - 1} steps");
                Assert.InRange(n, 20, 1000);
                break;
            }

            Assert.Equal("null", answer.TryGetProperty("data", out var data) ? data.GetRawText() : "null");
            Assert.True(answer.At("errors")[0].At("extensions", "code").GetString() == "INTERNAL_SERVER_ERROR", $"Step {n} ({broken}): {answer}");
            Assert.True(before == await watch.StateAsync(), $"Step {n} ({broken}): something has been written.");
        }

        api.Disk.Mend();
        var after = await watch.StateAsync();
        var (first, second) = (await TextAsync(api, request), await TextAsync(api, request));
        Assert.Equal(first, second);
        Assert.Equal(after, await watch.StateAsync());
    }

    [Fact]
    public async Task A_mutation_that_is_given_up_leaves_no_answer()
    {
        await using var api = new CrmApi();
        await api.InitializeAsync();
        var company = Customers.Customers.Unique("云帆");
        var request = await api.RequestAsync(
            "wang.fang",
            "mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } errors { code } } }",
            new { input = new { name = "李敏", company, source = "website" } }) with
        { IdempotencyKey = "k" };

        using var gone = new CancellationTokenSource();
        api.Disk.BeforeStep = n =>
        {
            if (n == 4) gone.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.AskAsync(request, gone.Token));
        api.Disk.BeforeStep = null;
        var answer = await api.AskAsync(request);

        Assert.Equal("[]", answer.At("data", "createLead", "errors").GetRawText());
        await using var db = api.Open();
        Assert.Equal(1, await db.Leads.CountAsync(l => l.Company == company, Cancelled));
    }

    [Fact]
    public async Task Every_mutation_can_be_part_of_a_larger_transaction()
    {
        await using var api = new CrmApi();
        await api.InitializeAsync();
        await using var watch = await api.WatchAsync();
        foreach (var scene in MutationCases.All)
        {
            var mailbox = scene.Target is null ? "admin" : "wang.fang";
            if (scene.Besides.Contains(mailbox)) mailbox = "director";
            var input = await scene.InputAsync(api);
            var request = await api.RequestAsync(mailbox, MutationCases.Document(scene.Mutation), new { input }) with { IdempotencyKey = scene.Mutation };

            var first = await TextAsync(api, request);
            var commits = await watch.StateAsync();
            var second = await TextAsync(api, request);

            Assert.True(first.StartsWith("""{"data":{""", StringComparison.Ordinal) && !first.Contains("\"locations\"", StringComparison.Ordinal), $"{scene.Mutation}: {first}");
            Assert.Equal(first, second);
            Assert.Equal(commits, await watch.StateAsync());
        }
    }

    private static async Task<string> TextAsync(CrmApi api, GraphQLRequest request) => (await api.AskAsync(request)).GetRawText();
}
