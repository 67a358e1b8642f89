namespace CrmGraph.Connectors.Bus;

/// <summary>Over what events are handed to others (<c>Messaging</c>).</summary>
public sealed class MessagingOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Messaging";

    /// <summary>The connection string of RabbitMQ, under <c>ConnectionStrings</c>.</summary>
    public const string ConnectionString = "RabbitMq";

    /// <summary>How the connection string is written, for messages.</summary>
    public const string ExpectedAddress = RabbitAddress.Expected;

    /// <summary>In the process (the default), or over RabbitMQ, whose address is then in <c>ConnectionStrings:RabbitMq</c>.</summary>
    public MessagingTransport Transport { get; set; } = MessagingTransport.InMemory;

    /// <summary>Whether a connection string can be read.</summary>
    public static bool IsAddress(string? connectionString) => RabbitAddress.TryParse(connectionString, out _);
}

/// <summary>Over what events are handed to others.</summary>
public enum MessagingTransport
{
    /// <summary>Nothing leaves the process.</summary>
    InMemory,

    /// <summary>RabbitMQ.</summary>
    RabbitMq,
}
