using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Limits and hooks of the transports. Checked at start; a value out of its range stops the host with a message.</summary>
public sealed class GraphQLServerOptions
{
    /// <summary>Largest body of a POST request, in bytes; larger ones get 413.</summary>
    /// <value>Default: 1 MiB. Range: 1 KiB to 1 GiB.</value>
    [Range(1024, 1 << 30)]
    public int MaxRequestBodyBytes { get; set; } = 1 << 20;

    /// <summary>How deep the JSON of a request may be nested.</summary>
    /// <value>Default: 64. Range: 8 to 1000.</value>
    [Range(8, 1000)]
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>Largest WebSocket message, in bytes; a larger one closes the connection with 1009.</summary>
    /// <value>Default: 1 MiB. Range: 1 KiB to 1 GiB.</value>
    [Range(1024, 1 << 30)]
    public int MaxMessageBytes { get; set; } = 1 << 20;

    /// <summary>How many operations one WebSocket may run at a time; further ones are answered with an <c>error</c> message.</summary>
    /// <value>Default: 100. Range: 1 to 100 000.</value>
    [Range(1, 100_000)]
    public int MaxOperationsPerConnection { get; set; } = 100;

    /// <summary>How many messages may wait for one WebSocket's client.</summary>
    /// <value>Default: 256. Range: 1 to 100 000.</value>
    [Range(1, 100_000)]
    public int OutgoingQueueCapacity { get; set; } = 256;

    /// <summary>How long a subscription waits for room in a full queue before it is cut off with <c>SUBSCRIPTION_OVERFLOW</c>.</summary>
    /// <value>Default: 2 seconds. Range: zero to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan SlowClientGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a WebSocket may take to send <c>connection_init</c> before it is closed with 4408.</summary>
    /// <value>Default: 10 seconds. Range: 10 milliseconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a sign of life is sent: a WebSocket ping frame, or a comment in an event stream.</summary>
    /// <value>Default: 12 seconds. Range: 10 milliseconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the answer to a WebSocket ping frame may take before the connection counts as dead.</summary>
    /// <value>Default: 20 seconds. Range: 10 milliseconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long queries and mutations of a WebSocket may go on when the host stops; subscriptions end at once. The host itself has to wait
    /// longer (<c>HostOptions.ShutdownTimeout</c>).
    /// </summary>
    /// <value>Default: 25 seconds. Range: 10 milliseconds to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a WebSocket that is being closed may take: queued messages, the client's answer.</summary>
    /// <value>Default: 5 seconds. Range: 10 milliseconds to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a browser that opens the endpoint gets the GraphiQL page.</summary>
    /// <value>Default: true.</value>
    public bool Ide { get; set; } = true;

    /// <summary>Tells who is calling, on every transport; null lets everybody in without a caller.</summary>
    public Authenticator? Authenticate { get; set; }
}

/// <summary>Checks <see cref="GraphQLServerOptions"/> against the ranges that its properties declare.</summary>
[OptionsValidator]
public sealed partial class GraphQLServerOptionsValidator : IValidateOptions<GraphQLServerOptions>;
