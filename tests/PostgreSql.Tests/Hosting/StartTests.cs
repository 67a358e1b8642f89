using CrmGraph.Testing.Databases;

namespace CrmGraph.PostgreSql.Tests.Hosting;

/// <summary>What whoever runs the host is told when its server cannot be used.</summary>
public sealed class StartTests
{
    private const string Password = "a-secret-that-nobody-may-read";

    [Theory]
    [InlineData("PostgreSql", null, "ConnectionStrings:Crm is missing; with Database:Provider=PostgreSql it says where the database is, for example: Host=localhost;Database=crm;Username=crm;Password=…")]
    [InlineData("SqlServer", null, "ConnectionStrings:Crm is missing; with Database:Provider=SqlServer it says where the database is, for example: Server=localhost;Database=crm;User Id=crm;Password=…;Encrypt=True")]
    [InlineData("PostgreSql", $"Hst=localhost;Password={Password}", "ConnectionStrings:Crm cannot be used with PostgreSql (Couldn't set hst (Parameter 'hst')); expected for example: Host=localhost;Database=crm;Username=crm;Password=…")]
    [InlineData("PostgreSql", $"Database=crm;Password={Password}", "ConnectionStrings:Crm cannot be used with PostgreSql (Host is missing. (Parameter 'connectionString')); expected for example: Host=localhost;Database=crm;Username=crm;Password=…")]
    [InlineData("SqlServer", $"Host=localhost;Password={Password}", "ConnectionStrings:Crm cannot be used with SqlServer (Keyword not supported: 'host'.); expected for example: Server=localhost;Database=crm;User Id=crm;Password=…;Encrypt=True")]
    [InlineData("PostgreSql", $"Host=127.0.0.1;Port=1;Username=crm;Password={Password};Database=crm", "ConnectionStrings:Crm: the PostgreSQL database cannot be used: Failed to connect to 127.0.0.1:1: Connection refused")]
    public async Task A_connection_string_that_does_not_do_ends_the_start_with_one_line_without_the_password(string provider, string? connection, string line)
    {
        var (code, output, errors) = await HostRun.RunAsync([$"--Database:Provider={provider}", .. connection is null ? [] : (string[])[$"--ConnectionStrings:Crm={connection}"]]);

        Assert.Equal(line, errors.TrimEnd());
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.DoesNotContain(Password, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_told_so()
    {
        await using var database = await TestDatabase.CreateAsync();

        var (code, _, errors) = await HostRun.RunAsync("--Database:Provider=PostgreSql", $"--ConnectionStrings:Crm={database.ConnectionString};Username=stranger;Password={Password}");

        Assert.Equal("ConnectionStrings:Crm: the PostgreSQL database cannot be used: role \"stranger\" does not exist", errors.TrimEnd());
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_pending_migration_ends_the_start_until_the_command_has_applied_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        string[] settings = ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Crm={database.ConnectionString}"];

        var (code, _, errors) = await HostRun.RunAsync(settings);
        var applied = await HostRun.RunAsync(["database", "migrate", .. settings]);
        var upToDate = await HostRun.RunAsync(["database", "migrate", .. settings]);

        Assert.Equal(1, code);
        Assert.Equal("Database:MigrateOnStart is false unless it is set, and 2 migration(s) are pending: run the command 'database migrate' with the same settings first, or set it to true.", errors.TrimEnd());
        Assert.Matches("^Applied: .*_Initial.*_Connectors$", applied.Output.Trim().ReplaceLineEndings(" "));
        Assert.Equal("The database is up to date.", upToDate.Output.TrimEnd());
    }
}
