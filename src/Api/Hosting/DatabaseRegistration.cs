using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Persistence.SqlServer;
using Microsoft.Data.Sqlite;

namespace CrmGraph.Api.Hosting;

/// <summary>Registers the database.</summary>
internal static class DatabaseRegistration
{
    private const string ConnectionName = "Crm";
    private const string DefaultFile = "Data Source=data/crm.db";

    /// <summary>
    /// Registers what <c>Database:Provider</c> says with <c>ConnectionStrings:Crm</c>. On SQLite that is a file, relative to the content
    /// root, by default <c>data/crm.db</c>.
    /// </summary>
    /// <exception cref="ConfigurationException">The provider is unknown, or the connection string is missing or cannot be read.</exception>
    public static void AddCrmDatabase(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration.GetConnectionString(ConnectionName);
        builder.Services.AddCrmDatabase(ProviderOf(builder.Configuration, "Database:Provider"), connection, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton<DatabaseSetup>();
    }

    /// <summary>The provider of the configuration, and its connection string with all paths in full.</summary>
    /// <exception cref="ConfigurationException">The provider is unknown, or the connection string is missing.</exception>
    public static (DatabaseProvider Provider, string Connection) Chosen(ConfigurationManager configuration, string contentRoot)
    {
        var (provider, connection) = (ProviderOf(configuration, "Database:Provider"), configuration.GetConnectionString(ConnectionName));
        return (provider, provider == DatabaseProvider.Sqlite ? InFolder(connection ?? DefaultFile, contentRoot) : connection ?? throw Missing(provider));
    }

    /// <summary>Registers a database of a provider.</summary>
    /// <param name="services">The services.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="connection">The connection string; null only on SQLite.</param>
    /// <param name="contentRoot">Where relative paths of files begin.</param>
    /// <exception cref="ConfigurationException">The connection string is missing or cannot be read.</exception>
    public static void AddCrmDatabase(this IServiceCollection services, DatabaseProvider provider, string? connection, string contentRoot)
    {
        try
        {
            switch (provider)
            {
                case DatabaseProvider.Sqlite:
                    services.AddCrmSqlite(InFolder(connection ?? DefaultFile, contentRoot));
                    break;
                case DatabaseProvider.PostgreSql:
                    services.AddCrmPostgreSql(connection ?? throw Missing(provider));
                    break;
                default:
                    services.AddCrmSqlServer(connection ?? throw Missing(provider));
                    break;
            }
        }
        // what the drivers say names a key, never a value
        catch (Exception cause) when (cause is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"ConnectionStrings:{ConnectionName} cannot be used with {provider} ({cause.Message}); expected for example: {Example(provider)}", cause);
        }
    }

    /// <summary>The provider that a key names; SQLite if it is not there.</summary>
    /// <exception cref="ConfigurationException">There is no such provider.</exception>
    public static DatabaseProvider ProviderOf(IConfigurationRoot configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text)) return DatabaseProvider.Sqlite;
        // by name: a number would be taken too
        return Array.Find(Enum.GetNames<DatabaseProvider>(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<DatabaseProvider>(known)
            : throw new ConfigurationException($"{key} is '{text}'; expected Sqlite, PostgreSql or SqlServer.");
    }

    private static string InFolder(string connection, string contentRoot)
    {
        var file = new SqliteConnectionStringBuilder(connection);
        if (file.Mode != SqliteOpenMode.Memory && file.DataSource is not ("" or ":memory:") && !file.DataSource.StartsWith("file:", StringComparison.Ordinal))
            file.DataSource = Path.GetFullPath(file.DataSource, contentRoot);
        return file.ConnectionString;
    }

    private static ConfigurationException Missing(DatabaseProvider provider) =>
        new($"ConnectionStrings:{ConnectionName} is missing; with Database:Provider={provider} it says where the database is, for example: {Example(provider)}");

    private static string Example(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=data/crm.db",
        DatabaseProvider.PostgreSql => "Host=localhost;Database=crm;Username=crm;Password=…",
        _ => "Server=localhost;Database=crm;User Id=crm;Password=…;Encrypt=True",
    };
}
