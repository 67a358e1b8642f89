using CrmGraph.Connectors;
using CrmGraph.Connectors.Bus;

namespace CrmGraph.Api.Hosting;

/// <summary>Registers the bus and the connectors.</summary>
internal static class ConnectorHosting
{
    /// <summary>Registers them over the transport that <c>Messaging:Transport</c> names.</summary>
    /// <exception cref="ConfigurationException">There is no such transport, or RabbitMQ has no usable address.</exception>
    public static void AddConnectors(this WebApplicationBuilder builder)
    {
        var name = builder.Configuration[$"{MessagingOptions.Section}:{nameof(MessagingOptions.Transport)}"];
        var transport = MessagingTransport.InMemory;
        if (name is not null && !(Enum.TryParse(name, ignoreCase: true, out transport) && Enum.IsDefined(transport)))
            throw new ConfigurationException($"Messaging:Transport is '{name}'; expected {nameof(MessagingTransport.InMemory)} or {nameof(MessagingTransport.RabbitMq)}.");
        if (transport == MessagingTransport.RabbitMq && !MessagingOptions.IsAddress(builder.Configuration.GetConnectionString(MessagingOptions.ConnectionString)))
        {
            throw new ConfigurationException(
                $"ConnectionStrings:{MessagingOptions.ConnectionString} is missing or cannot be read, and Messaging:Transport is {transport}; expected {MessagingOptions.ExpectedAddress}.");
        }

        builder.Services.AddCrmConnectors(builder.Configuration, transport);
        builder.Services.AddSingleton<Readiness>();
    }
}
