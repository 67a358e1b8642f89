using System.Diagnostics;
using CrmGraph.Api.Jobs;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Persistence.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Hosting;

/// <summary>Brings the database to where the host can serve from it.</summary>
internal sealed partial class DatabaseSetup(
    IDbContextFactory<CrmDbContext> databases, IOptions<DatabaseOptions> database, IOptions<DemoOptions> demo, IHostEnvironment environment, TimeProvider time, PhoneNumbers phones, ILogger<DatabaseSetup> log)
{
    /// <summary>What the start does: migrate, and fill an empty database with the demo, as far as the configuration wants it.</summary>
    /// <exception cref="ConfigurationException">Migrations are pending and the start may not apply them.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (database.Value.MigrateOnStart ?? (database.Value.Provider == DatabaseProvider.Sqlite || environment.IsDevelopment())) await MigrateAsync(cancellationToken);
        else await RequireNoPendingMigrationsAsync(cancellationToken);
        if (demo.Value.Enabled ?? environment.IsDevelopment()) await FillDemoAsync(cancellationToken);
        await FillFunnelAsync(cancellationToken);
        await CompleteAsync(cancellationToken);
    }

    /// <summary>Applies what is pending; answers with the names of those migrations.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            await DatabaseDialect.Of(db).MigrateAsync(db, time, cancellationToken);
            LogMigrated(pending[^1], pending.Count);
        }
        if (!await JobTables.ExistAsync(db, cancellationToken)) await JobTables.CreateAsync(db, cancellationToken);
        return pending;
    }

    /// <summary>Fills an empty database; answers whether it was empty.</summary>
    public async Task<bool> FillDemoAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var filled = !await db.Users.AnyAsync(cancellationToken) && await DemoData.FillAsync(db, time, demo.Value.Scale, cancellationToken);
        var milliseconds = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (filled) LogFilled(demo.Value.Scale, milliseconds);
        return filled;
    }

    /// <summary>Counts the sums of the funnel anew from the deals.</summary>
    public async Task<FunnelRecountResult> RecountFunnelAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // as long as it takes: a recount reads everything
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var result = await db.RecountFunnelAsync(cancellationToken);
        var milliseconds = (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        LogRecounted(result.Deals, result.Cells, result.Differences, milliseconds);
        return result;
    }

    /// <summary>Why the database cannot be served from; null if it can.</summary>
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Database.CanConnectAsync(cancellationToken)) return "The database cannot be reached.";
        return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any() ? "Migrations are pending." : null;
    }

    // what earlier versions did not keep of their records
    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.FillMatchKeysAsync(phones, cancellationToken);
    }

    private async Task RequireNoPendingMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending == 0 && !await JobTables.ExistAsync(db, cancellationToken)) pending = 1;
        if (pending > 0)
            throw new ConfigurationException($"Database:MigrateOnStart is false{(database.Value.MigrateOnStart is null ? " unless it is set" : "")}, and {pending} migration(s) are pending: run the command 'database migrate' with the same settings first, or set it to true.");
    }

    // a database from before the sums were kept
    private async Task FillFunnelAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.IsFunnelMissingAsync(cancellationToken)) await RecountFunnelAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Funnel recounted over {Deals} opportunities: {Cells} sums, {Differences} of them new or corrected, in {Milliseconds} ms")]
    private partial void LogRecounted(int deals, int cells, int differences, long milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database migrated to {Migration} ({Count} applied)")]
    private partial void LogMigrated(string migration, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Empty database filled with demo data of scale {Scale} in {Milliseconds} ms")]
    private partial void LogFilled(int scale, long milliseconds);
}
