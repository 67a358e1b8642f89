using CrmGraph.Api.Auth;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Hosting;

/// <summary>The command line: the commands of the host, and serving when there is none.</summary>
internal static class HostCommands
{
    private const int Failed = 1;
    private const int NotUnderstood = 2;

    private static readonly HostCommand[] All =
    [
        new("schema export", "file", "Writes the schema as SDL to a file, or to standard output.", ExportSchemaAsync),
        new("permissions export", "file", "Writes who may do what as Markdown to a file, or to standard output.", ExportPermissionsAsync),
        new("database migrate", null, "Brings the database up to the newest migration.", MigrateAsync),
        new("database copy", null, "Copies everything from another database into the configured one, which has to be empty, and compares both.", DatabaseCopying.RunAsync, DatabaseCopying.Options, DatabaseCopying.Details),
        new("demo fill", null, "Fills an empty database with demo data; Demo:Scale says how much.", FillDemoAsync),
        new("funnel recount", null, "Counts the sums of the funnel anew from all opportunities, and says what was wrong.", RecountFunnelAsync),
    ];

    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>The exit code: 0 done, 1 failed, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var words = args.TakeWhile(a => !a.StartsWith('-') && !a.Contains('=', StringComparison.Ordinal)).ToArray();
        var settings = args[words.Length..];
        var asksForHelp = settings.Any(a => a is "--help" or "-h" or "-?");
        var command = Array.Find(All, c => words.Take(2).SequenceEqual(c.Name.Split(' ')));
        if (asksForHelp && (command is not null || Array.Exists(All, c => c.Name.Split(' ').Take(words.Length).SequenceEqual(words))))
        {
            await output.WriteLineAsync(command is null ? Overview() : Help(command));
            return 0;
        }

        var arguments = command is null ? words : words[2..];
        if (arguments.Length > (command?.Argument is null ? 0 : 1))
        {
            await errors.WriteLineAsync($"Unknown command: {string.Join(' ', words)}\n\n{Overview()}");
            return NotUnderstood;
        }

        try
        {
            return command is null ? await ServeAsync(settings) : await RunAsync(command, arguments, settings, output);
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } reason)
        {
            await errors.WriteLineAsync(reason.ReplaceLineEndings(" "));
            return Failed;
        }
    }

    private static async Task<int> ServeAsync(string[] settings)
    {
        var quiet = new QuietStart();
        await using var app = Program.Build(new WebApplicationOptions { Args = settings }, quiet.Apply);
        await Program.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        quiet.End();
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task<int> RunAsync(HostCommand command, string[] arguments, string[] settings, TextWriter output)
    {
        // standard output belongs to the result
        await using var app = Program.Build(
            new WebApplicationOptions { Args = settings },
            builder =>
            {
                new QuietStart().Apply(builder);
                builder.Configuration["Logging:Console:LogToStandardErrorThreshold"] = nameof(LogLevel.Trace);
            });
        app.CheckOptions();
        return await command.RunAsync(new CommandRun(app, arguments.FirstOrDefault(), output, CancellationToken.None));
    }

    private static Task<int> ExportSchemaAsync(CommandRun run) =>
        WriteAsync(run, SchemaPrinter.Print(run.App.Services.GetRequiredService<GraphQL.TypeSystem.Schema>()));

    private static Task<int> ExportPermissionsAsync(CommandRun run) => WriteAsync(run, PermissionsDocument.Write());

    private static async Task<int> WriteAsync(CommandRun run, string text)
    {
        if (run.Argument is { } file)
        {
            await File.WriteAllTextAsync(file, text, run.CancellationToken);
            await run.Output.WriteLineAsync($"Written: {Path.GetFullPath(file)}");
        }
        else
        {
            await run.Output.WriteAsync(text);
        }

        return 0;
    }

    private static async Task<int> MigrateAsync(CommandRun run)
    {
        var applied = await run.App.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(run.CancellationToken);
        await run.Output.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : $"Applied: {string.Join(", ", applied)}");
        return 0;
    }

    private static async Task<int> FillDemoAsync(CommandRun run)
    {
        var database = run.App.Services.GetRequiredService<DatabaseSetup>();
        await database.MigrateAsync(run.CancellationToken);
        var filled = await database.FillDemoAsync(run.CancellationToken);
        await run.Output.WriteLineAsync(filled ? "The database is filled with demo data." : "The database is not empty; nothing was changed.");
        return 0;
    }

    private static async Task<int> RecountFunnelAsync(CommandRun run)
    {
        var result = await run.App.Services.GetRequiredService<DatabaseSetup>().RecountFunnelAsync(run.CancellationToken);
        await run.Output.WriteLineAsync($"{result.Deals} opportunities counted into {result.Cells} sums; {(result.Differences == 0 ? "all of them were right." : $"{result.Differences} were new or have been corrected.")}");
        return 0;
    }

    private static string Overview()
    {
        var width = All.Max(c => c.Usage.Length);
        return $"Commands (none: serve):\n{string.Join('\n', All.Select(c => $"  {c.Usage.PadRight(width)}  {c.Summary}"))}\n\nSettings follow as --Section:Key=value; each command explains itself with --help.";
    }

    private static string Help(HostCommand command) => $"Usage: {command.Usage} [--Section:Key=value …]\n\n{command.Summary}{(command.Details is null ? "" : $"\n\n{command.Details}")}";
}
