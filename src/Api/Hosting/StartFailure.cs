using System.Text.RegularExpressions;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Persistence.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Hosting;

/// <summary>Says in one line why the host cannot start, for the failures that whoever runs it can cure.</summary>
internal static partial class StartFailure
{
    /// <summary>The line; null if the failure is a fault of ours, which deserves its stack trace.</summary>
    public static string? Explain(Exception failure) => failure switch
    {
        ConfigurationException known => known.Message,
        OptionsValidationException invalid => string.Join(' ', invalid.Failures.Select(WithKey)),
        AggregateException several when several.InnerExceptions.All(e => e is OptionsValidationException) =>
            string.Join(' ', several.InnerExceptions.Select(Explain)),
        InvalidOperationException wrong when Unconvertible().Match(wrong.Message) is { Success: true } match =>
            $"{match.Groups["key"].Value} is '{match.Groups["value"].Value}'; expected {Expected(match.Groups["type"].Value)}.",
        SqliteException database => $"ConnectionStrings:Crm: the SQLite database cannot be used: {database.Message}",
        _ when PostgreSqlRegistration.Explain(failure) is { } reason => $"ConnectionStrings:Crm: the PostgreSQL database cannot be used: {reason}",
        _ when SqlServerRegistration.Explain(failure) is { } reason => $"ConnectionStrings:Crm: the SQL Server database cannot be used: {reason}",
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"urls: {failure.Message.TrimEnd('.')}; choose another address.",
        _ => null,
    };

    // the options of the transports do not know their section
    private static string WithKey(string failure) => PropertyName().Replace(failure, "").Replace("GraphQLServerOptions.", $"{CrmOptions.GraphQLSection}:", StringComparison.Ordinal);

    private static string Expected(string type) => type switch
    {
        "System.Int32" => "a whole number",
        "System.Boolean" => "true or false",
        "System.TimeSpan" => "a time such as 00:00:15",
        "System.Decimal" or "System.Double" => "a number",
        _ when typeof(IConnector).Assembly.GetType(type) is { IsEnum: true } names => string.Join(" or ", Enum.GetNames(names)),
        _ => $"a {type}",
    };

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>[^']*)' to type '.*?(?<type>(?:System|CrmGraph)\\.[A-Za-z0-9.]+)\\]?\\]?'", RegexOptions.Singleline)]
    private static partial Regex Unconvertible();

    [GeneratedRegex("^\\S+: (?=The field )")]
    private static partial Regex PropertyName();
}
