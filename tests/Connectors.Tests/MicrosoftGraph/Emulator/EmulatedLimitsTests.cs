using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

public sealed class EmulatedLimitsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private GraphEmulator _emulator = null!;
    private GraphCaller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await GraphEmulator.StartAsync(_time, new GraphEmulatorOptions { RequestsPerWindow = 5 });
        _caller = new GraphCaller(_emulator);
        await _caller.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_secret_gets_no_token_and_a_token_expires()
    {
        using var refused = await _caller.RequestTokenAsync("wrong");
        var before = await _caller.GetAsync("mailFolders/inbox");

        _time.Advance(TimeSpan.FromHours(1));
        var after = await _caller.GetAsync("mailFolders/inbox");

        Assert.Equal(401, (int)refused.StatusCode);
        Assert.Equal((200, 401, "InvalidAuthenticationToken"), (before.Status, after.Status, after.Error));
        Assert.Equal("Bearer", Assert.Single(after.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Too_many_requests_in_the_window_are_a_breach_and_wait_until_it_has_moved_on()
    {
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await _caller.GetAsync("mailFolders/inbox")).Status);

        var throttled = await _caller.GetAsync("mailFolders/inbox");
        _time.Advance(TimeSpan.FromMinutes(10));
        var later = await _caller.GetAsync("mailFolders/inbox");

        Assert.Equal((429, "ApplicationThrottled", TimeSpan.FromMinutes(10)), (throttled.Status, throttled.Error, throttled.Headers.RetryAfter!.Delta));
        Assert.Equal(200, later.Status);
        Assert.Equal("More than 5 requests within 00:10:00", Assert.Single(_emulator.Breaches).Rule);
    }

    [Fact]
    public async Task More_than_four_requests_at_a_time_are_a_breach()
    {
        _emulator.Faults.Next(GraphFault.Slow, times: 4);
        var slow = Enumerable.Range(0, 4).Select(_ => _caller.GetAsync("mailFolders/inbox")).ToList();
        while (_emulator.Faults.Happened(GraphFault.Slow) < 4) await Task.Yield();

        var fifth = await _caller.GetAsync("mailFolders/inbox");
        while (!Task.WhenAll(slow).IsCompleted)
        {
            _time.Advance(_emulator.Faults.SlowFor);
            await Task.Yield();
        }

        Assert.Equal((429, TimeSpan.FromSeconds(2)), (fifth.Status, fifth.Headers.RetryAfter!.Delta));
        Assert.All(slow, s => Assert.Equal(200, s.GetAwaiter().GetResult().Status));
        Assert.Equal((5, "More than 4 requests at the same time"), (_caller.Wang.HighestConcurrency, Assert.Single(_emulator.Breaches).Rule));
    }

    [Theory]
    [InlineData(GraphFault.TooManyRequests, 429, 0)]
    [InlineData(GraphFault.Unavailable, 503, 0)]
    [InlineData(GraphFault.ServerError, 500, 0)]
    [InlineData(GraphFault.BadGateway, 502, 0)]
    [InlineData(GraphFault.GatewayTimeout, 504, 1)]
    [InlineData(GraphFault.CutBefore, 0, 0)]
    [InlineData(GraphFault.CutAfter, 0, 1)]
    [InlineData(GraphFault.CutAmid, 0, 1)]
    public async Task A_fault_strikes_once_before_or_after_the_request_took_effect(GraphFault fault, int status, int drafts)
    {
        _emulator.Faults.Next(fault, of: request => request.StartsWith("POST", StringComparison.Ordinal));

        var got = 0;
        try
        {
            got = (await _caller.SendAsync(HttpMethod.Post, "messages", new { subject = "草稿" })).Status;
        }
        catch (HttpRequestException)
        {
            Assert.Equal(0, status);
        }

        Assert.Equal((status, drafts, 1), (got, _caller.Wang.Drafts.Count, _emulator.Faults.Happened(fault)));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(201, (await _caller.SendAsync(HttpMethod.Post, "messages", new { subject = "草稿" })).Status);
        Assert.Empty(_emulator.Breaches);
    }

    [Fact]
    public async Task A_page_can_hold_items_twice_or_come_again_and_nothing_is_left_out()
    {
        for (var i = 0; i < 4; i++) _caller.Wang.Receive("li.na@huaxin.example", $"询价 {i}");
        _emulator.Faults.Next(GraphFault.PageRepeated);
        _emulator.Faults.Next(GraphFault.DuplicateItems);
        _emulator.Faults.Next(GraphFault.ItemsOutOfOrder);

        var (items, _, pages) = await _caller.ReadDeltaAsync("mailFolders/inbox/messages/delta", pageSize: 2);

        Assert.Equal((3, 7), (pages, items.Count));
        Assert.Equal(["询价 0", "询价 1", "询价 2", "询价 3"], items.Select(i => i.GetProperty("subject").GetString()).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_batch_answers_each_request_by_itself_and_fails_what_depends_on_a_failed_one()
    {
        object[] requests =
        [
            new { id = "1", method = "GET", url = $"/users/{_caller.Wang.Address}/mailFolders/inbox" },
            new { id = "2", method = "GET", url = $"/users/{_caller.Wang.Address}/messages/none" },
            new { id = "3", method = "GET", url = $"/users/{_caller.Wang.Address}/mailFolders/drafts", dependsOn = new[] { "2" } },
        ];

        var batch = await _caller.SendAsync(HttpMethod.Post, $"{_emulator.BaseUrl}/$batch", new { requests });
        var tooMany = await _caller.SendAsync(HttpMethod.Post, $"{_emulator.BaseUrl}/$batch", new { requests = Enumerable.Repeat(requests[0], 21) });

        var answers = batch.Json.GetProperty("responses").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!, r => r.GetProperty("status").GetInt32());
        Assert.Equal((200, 404, 424), (answers["1"], answers["2"], answers["3"]));
        Assert.Equal(400, tooMany.Status);
    }
}
