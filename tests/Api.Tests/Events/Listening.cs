using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Api.Tests.Events;

/// <summary>A subscription that a test reads.</summary>
internal sealed class Listening(StreamResult result) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IAsyncEnumerator<ResponsePayload> _payloads = result.Payloads.GetAsyncEnumerator(TestContext.Current.CancellationToken);

    /// <summary>The next response as text.</summary>
    internal async Task<string> NextAsync()
    {
        Assert.True(await MoveAsync());
        return JsonDocument.Parse(_payloads.Current.Json).RootElement.GetRawText();
    }

    /// <summary>The value of the field in the next response.</summary>
    internal async Task<JsonElement> NextValueAsync()
    {
        Assert.True(await MoveAsync());
        return Value;
    }

    /// <summary>The value of the field in the response that was read last.</summary>
    internal JsonElement Value
    {
        get
        {
            var answer = JsonDocument.Parse(_payloads.Current.Json).RootElement;
            Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
            return answer.GetProperty("data").EnumerateObject().Single().Value;
        }
    }

    /// <summary>The cursor that the transport gets with the response that was read last.</summary>
    internal string? EventId => _payloads.Current.EventId;

    /// <summary>The error that ends the stream.</summary>
    internal async Task<GraphQLError> EndAsync() => Assert.Single((await Assert.ThrowsAsync<GraphQLException>(MoveAsync)).Errors);

    /// <summary>Begins to wait for the next response.</summary>
    internal Task<bool> MoveAsync() => _payloads.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _payloads.DisposeAsync();
        result.Dispose();
    }
}

/// <summary>Subscribes.</summary>
internal static class ListeningTo
{
    internal static async Task<Listening> ListenAsync(
        this CrmApi api, string mailbox, string document, IServiceProvider? services = null, string? sharingKey = null, object? variables = null, string? lastEventId = null, Caller? caller = null)
    {
        var request = (await api.RequestAsync(mailbox, document, variables)) with { Services = services ?? api.Services, SharingKey = sharingKey, LastEventId = lastEventId };
        if (caller is not null) request = request with { Caller = caller };
        return new Listening(Assert.IsType<StreamResult>(await api.Services.GetRequiredService<RequestExecutor>().ExecuteAsync(request, TestContext.Current.CancellationToken)));
    }

    internal static async Task<string> CursorAsync(this CrmApi api, string mailbox = "admin") =>
        (await api.DataAsync(mailbox, "{ eventCursor }")).GetProperty("eventCursor").GetString()!;

    /// <summary>The error with which a subscription is refused.</summary>
    internal static async Task<JsonElement> RefusedAsync(this CrmApi api, string mailbox, string document, object? variables = null)
    {
        var result = await api.Services.GetRequiredService<RequestExecutor>().ExecuteAsync(await api.RequestAsync(mailbox, document, variables), TestContext.Current.CancellationToken);
        using var single = Assert.IsType<SingleResult>(result);
        return JsonDocument.Parse(single.Body.ToArray()).RootElement.GetProperty("errors")[0];
    }
}
