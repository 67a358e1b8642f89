using CrmGraph.Api.Tests.Customers;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Persistence.EventLog;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Api.Tests.Leads;

/// <summary>Whatever step fails: nothing has happened, and the same request succeeds when nothing fails any more.</summary>
public sealed class LeadAtomicityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_conversion_happens_as_a_whole_or_not_at_all() =>
        await BreakEverywhereAsync("convertLead", "ConvertLeadInput", async api => new { leadId = await api.FullLeadAsync() });

    [Fact]
    public async Task A_merge_happens_as_a_whole_or_not_at_all() => await BreakEverywhereAsync("mergeLeads", "MergeLeadsInput", async api =>
    {
        var (survivorId, first, second, follower) = (await api.FullLeadAsync(), await api.FullLeadAsync(), await api.FullLeadAsync(), await api.FullLeadAsync());
        await api.DoneAsync("mergeLeads", new { survivorId = first, mergedIds = new[] { follower } });
        return new { survivorId, mergedIds = new[] { first, second } };
    });

    [Fact]
    public async Task A_lead_is_entered_as_a_whole_or_not_at_all() => await BreakEverywhereAsync("createLead", "CreateLeadInput", _ =>
    {
        var company = Customers.Customers.Unique("云帆");
        return Task.FromResult<object>(new { name = "李敏", company, email = $"{company}@customer.example", source = "website" });
    });

    private async Task BreakEverywhereAsync(string mutation, string inputType, Func<CrmApi, Task<object>> arrangeAsync)
    {
        var document = $"mutation ($input: {inputType}!) {{ {mutation}(input: $input) {{ lead {{ id }} errors {{ code message }} }} }}";
        await using var api = new CrmApi();
        await api.InitializeAsync();
        // nobody else is to come upon what is broken
        foreach (var background in api.Services.GetServices<IHostedService>()) await background.StopAsync(TestContext.Current.CancellationToken);
        await using var watch = await api.WatchAsync();
        var request = await api.RequestAsync("wang.fang", document, new { input = await arrangeAsync(api) });
        var events = (await BoundsAsync(api)).Last;
        var before = await watch.StateAsync();

        // a failure leaves everything as it was, so that the same call can be repeated, and gets one step further each time
        for (var n = 1; ; n++)
        {
            api.Disk.BreakAt(n);
            var answer = await api.AskAsync(request);
            if (api.Disk.Broken is not { } broken)
            {
                Assert.False(answer.TryGetProperty("errors", out var refused), refused.ToString());
                Assert.Equal("[]", answer.At("data", mutation, "errors").GetRawText());
                Assert.NotEqual(before, await watch.StateAsync());
                api.Disk.Mend();
                Assert.True((await BoundsAsync(api)).Last > events, "No event has been logged.");
                output.WriteLine($"{mutation}: {n - 1} steps");
                Assert.InRange(n, 5, 1000);
                return;
            }

            Assert.True(answer.TryGetProperty("errors", out var errors), $"Step {n} ({broken}): {answer}");
            Assert.Equal("INTERNAL_SERVER_ERROR", errors[0].At("extensions", "code").GetString());
            Assert.True(before == await watch.StateAsync(), $"Step {n} ({broken}): something has been written.");
        }
    }

    private static async Task<EventLogBounds> BoundsAsync(CrmApi api)
    {
        await using var db = api.Open();
        return await db.ReadBoundsAsync(TestContext.Current.CancellationToken);
    }
}
