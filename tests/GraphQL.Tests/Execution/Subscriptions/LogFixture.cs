using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Testing.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.GraphQL.Tests.Execution.Subscriptions;

/// <summary>Subscribers of one scripted log.</summary>
internal sealed class LogFixture
{
    public const string Query = "subscription ($after: String) { entry(after: $after) { text } }";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider services;

    public LogFixture(Func<ExecutorOptions, ExecutorOptions>? modify = null)
    {
        services = new ServiceCollection().AddSingleton(Log).AddSingleton(Hub).BuildServiceProvider();
        var known = services.GetRequiredService<IServiceProviderIsService>();
        var schema = new SchemaBuilder().ModifyOptions(o => o.IsService = known.IsService).AddType(typeof(LogQueries)).AddType(typeof(LogSubscriptions)).Build();
        var options = new ExecutorOptions { RootServices = services };
        Executor = new RequestExecutor(schema, modify is null ? options : modify(options));
    }

    public ScriptedLog Log { get; } = new();

    public SubscriptionHub Hub { get; } = new();

    public RequestExecutor Executor { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public GraphQLRequest Request(string? after, string? sharingKey = "all", string query = Query) => new(Encoding.UTF8.GetBytes(query))
    {
        SharingKey = sharingKey,
        Services = services,
        Variables = after is null ? default : JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["after"] = after }),
    };

    public async Task<IAsyncEnumerator<ResponsePayload>> SubscribeAsync(GraphQLRequest request, CancellationToken cancellationToken = default)
    {
        var result = await Executor.ExecuteAsync(request, Cancelled);
        return Assert.IsType<StreamResult>(result).Payloads.GetAsyncEnumerator(cancellationToken == default ? Cancelled : cancellationToken);
    }

    public Task<IAsyncEnumerator<ResponsePayload>> SubscribeAsync(string? after = null) => SubscribeAsync(Request(after));

    /// <summary>The texts of the next responses.</summary>
    public static async Task<string> NextAsync(IAsyncEnumerator<ResponsePayload> subscriber, int count = 1)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            Assert.True(await subscriber.MoveNextAsync().AsTask().WaitAsync(Patience, Cancelled));
            texts.Add(TextOf(subscriber.Current));
        }

        return string.Join(' ', texts);
    }

    public static string TextOf(ResponsePayload payload)
    {
        using var response = JsonDocument.Parse(payload.Json);
        return response.RootElement.GetProperty("data").GetProperty("entry").GetProperty("text").GetString()!;
    }

    /// <summary>Waits until the last groups have ended, which they do on their own flow.</summary>
    public void AssertNothingIsLeft()
    {
        Assert.True(SpinWait.SpinUntil(() => Executor.SubscriptionGroups == 0 && Log.LiveReaders == 0 && Hub.ListenerCount == 0, Patience));
    }
}
