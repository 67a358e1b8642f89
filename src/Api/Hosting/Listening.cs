namespace CrmGraph.Api.Hosting;

/// <summary>Where the host listens, and how long it takes to stop.</summary>
internal static class Listening
{
    private const string Default = "http://localhost:5080";
    private static readonly string[] Keys = ["urls", "http_ports", "https_ports"];

    /// <summary>Listens where the configuration says, else at localhost:5080; requests in flight get 30 seconds when the host stops.</summary>
    public static void AddListening(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (Array.TrueForAll(Keys, key => string.IsNullOrEmpty(configuration[key])) && !configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(Default);
        foreach (var url in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Check(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    private static void Check(string url)
    {
        try
        {
            BindingAddress.Parse(url);
        }
        catch (FormatException cause)
        {
            throw new ConfigurationException($"urls is '{url}'; expected addresses such as {Default}, separated by semicolons.", cause);
        }
    }
}
