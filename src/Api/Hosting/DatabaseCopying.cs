using System.Globalization;
using System.Numerics;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Copying;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Hosting;

/// <summary>The command <c>database copy</c>.</summary>
internal static class DatabaseCopying
{
    internal const string Options = "--from <connection string> [--from-provider Sqlite]";

    internal const string Details = """
        The target is what Database:Provider and ConnectionStrings:Crm say; it is migrated first. The source is read and never changed; it needs
        the newest migration, and --from-provider says what it is: Sqlite (the default), PostgreSql or SqlServer. Stop the servers of both.

        Everything is written in one transaction and read back: rows, the sums of all columns of numbers and a checksum of every value have to
        be the same on both sides, else the target stays empty and the exit code is 1.

        For example: database copy --from "Data Source=data/crm.db" --Database:Provider=PostgreSql --ConnectionStrings:Crm="Host=localhost;Database=crm;Username=crm;Password=…"
        """;

    private const string FromKey = "from";
    private const string ProviderKey = "from-provider";

    internal static async Task<int> RunAsync(CommandRun run)
    {
        var configuration = (IConfigurationRoot)run.App.Configuration;
        var from = configuration[FromKey] ?? throw new ConfigurationException($"Say which database to copy: {Options}; for example --from \"Data Source=data/crm.db\".");
        await using var others = Source(DatabaseRegistration.ProviderOf(configuration, ProviderKey), from, run.App.Environment.ContentRootPath);
        await using var source = await others.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync(run.CancellationToken);
        await RequireNewestAsync(source, run.CancellationToken);
        await run.App.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(run.CancellationToken);
        await using var target = await run.App.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync(run.CancellationToken);
        try
        {
            var tables = await DatabaseCopy.CopyAsync(source, target, run.CancellationToken);
            await WriteAsync(run.Output, tables);
            return tables.All(t => t.IsSame) ? 0 : 1;
        }
        catch (TargetNotEmptyException refused)
        {
            throw new ConfigurationException($"ConnectionStrings:Crm: {refused.Message}", refused);
        }
    }

    private static ServiceProvider Source(DatabaseProvider provider, string from, string contentRoot)
    {
        try
        {
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddCrmDatabase(provider, from, contentRoot);
            return services.BuildServiceProvider();
        }
        catch (ConfigurationException cause)
        {
            throw new ConfigurationException(cause.Message.Replace("ConnectionStrings:Crm", $"--{FromKey}", StringComparison.Ordinal), cause);
        }
    }

    // a source that is not there would be made, empty, by asking for its migrations
    private static async Task RequireNewestAsync(CrmDbContext source, CancellationToken cancellationToken)
    {
        if (!await source.Database.CanConnectAsync(cancellationToken)) throw new ConfigurationException($"--{FromKey}: the {DatabaseDialect.Of(source).Name} database cannot be opened; is it there?");
        var pending = (await source.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending > 0) throw new ConfigurationException($"--{FromKey}: {pending} migration(s) are pending in the source: run the command 'database migrate' on it first.");
    }

    private static async Task WriteAsync(TextWriter output, IReadOnlyList<CopiedTable> tables)
    {
        var width = tables.SelectMany(t => t.Source.Sums.Select(s => s.Column.Length + 2).Append(t.Name.Length)).Max();
        await output.WriteLineAsync(Line("table", "source", "target", ""));
        foreach (var table in tables)
        {
            await output.WriteLineAsync(Line(table.Name, Whole(table.Source.Rows), Whole(table.Target.Rows), table.IsSame ? "same" : "DIFFERENT"));
            foreach (var (source, target) in table.Source.Sums.Zip(table.Target.Sums).Where(s => s.First.IsMoney || s.First != s.Second))
                await output.WriteLineAsync(Line($"  {source.Column}", Figure(source), Figure(target), source == target ? "" : "DIFFERENT"));
        }

        var sums = tables.Sum(t => t.Source.Sums.Count);
        await output.WriteLineAsync(tables.All(t => t.IsSame)
            ? $"Copied: {tables.Count} tables, {Whole(tables.Sum(t => t.Source.Rows))} rows; rows, {sums} sums and the checksums of all values are the same on both sides."
            : "NOT copied: what was read back differs from the source. The target has been left empty.");

        string Line(string name, string source, string target, string verdict) => $"{name.PadRight(width)}  {source,24}  {target,24}  {verdict}".TrimEnd();
    }

    private static string Whole(BigInteger number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Figure(ColumnSum sum) => sum.IsMoney
        ? $"{Whole(sum.Sum / 10_000)}.{(int)BigInteger.Abs(sum.Sum % 10_000):0000}"
        : Whole(sum.Sum);
}
