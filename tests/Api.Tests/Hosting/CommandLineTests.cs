using CrmGraph.Api.Hosting;
using Microsoft.Data.Sqlite;

namespace CrmGraph.Api.Tests.Hosting;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crmgraph-").FullName;

    [Theory]
    [InlineData("--Demo:Scale=0", "The field Demo:Scale must be between 1 and 10000.")]
    [InlineData("--Demo:Scale=many", "Demo:Scale is 'many'; expected a whole number.")]
    [InlineData("--Demo:Enabled=maybe", "Demo:Enabled is 'maybe'; expected true or false.")]
    [InlineData("--Database:Provider=Oracle", "Database:Provider is 'Oracle'; expected Sqlite, PostgreSql or SqlServer.")]
    [InlineData("--Database:MigrateOnStart=maybe", "Database:MigrateOnStart is 'maybe'; expected true or false.")]
    [InlineData("--Messaging:Transport=Kafka", "Messaging:Transport is 'Kafka'; expected InMemory or RabbitMq.")]
    [InlineData("--Messaging:Transport=RabbitMq", "ConnectionStrings:RabbitMq is missing or cannot be read, and Messaging:Transport is RabbitMq; expected amqp://user:password@host:5672/vhost.")]
    [InlineData("--Connectors:Webhooks:erp:Url=here", "Connectors:Webhooks:erp:Url must be an absolute http or https address without user name and password. Connectors:Webhooks:erp:Secret must be whsec_ followed by 24 to 64 bytes in base64.")]
    [InlineData("--Health:MaxTailLag=0", "Health:MaxTailLag must be at least 1 (events).")]
    [InlineData("--Health:MaxBusLag=00:00:00", "Health:MaxBusLag must be a time span from 00:00:01 to 365.00:00:00.")]
    [InlineData("--GraphQL:MaxDepth=0", "The field GraphQL:MaxDepth must be between 1 and 1000.")]
    [InlineData("--GraphQL:MaxJsonDepth=1", "The field GraphQL:MaxJsonDepth must be between 8 and 1000.")]
    [InlineData("--GraphQL:Timeout=soon", "GraphQL:Timeout is 'soon'; expected a time such as 00:00:15.")]
    [InlineData("--Security:BootstrapApiKey=short", "Security:BootstrapApiKey must be at least 8 visible ASCII characters without spaces.")]
    [InlineData("--Security:Jwt:Audience=crm", "Security:Jwt:Authority must be given with Security:Jwt:Audience: the https:// address of the issuer.")]
    [InlineData("--urls=here", "urls is 'here'; expected addresses such as http://localhost:5080, separated by semicolons.")]
    public async Task A_wrong_setting_ends_the_start_with_one_line_that_names_it(string setting, string line)
    {
        var (code, output, errors) = await RunAsync(setting);

        Assert.Equal(line, errors.TrimEnd());
        Assert.Equal(1, code);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("Connectors:MicrosoftGraph:TenantId is missing; expected the id or a domain of the tenant.", "MicrosoftGraph:Enabled=true", "MicrosoftGraph:ClientId=app", "MicrosoftGraph:ClientSecret=geheim", "MicrosoftGraph:Mailboxes:0=wang.fang@crm.example")]
    [InlineData("Connectors:MicrosoftGraph:CertificatePath names a file that is not there: app.pfx.", "MicrosoftGraph:Enabled=true", "MicrosoftGraph:TenantId=t", "MicrosoftGraph:ClientId=app", "MicrosoftGraph:CertificatePath=app.pfx", "MicrosoftGraph:CertificatePassword=geheim", "MicrosoftGraph:Mailboxes:0=wang.fang@crm.example")]
    [InlineData("Connectors:MicrosoftGraph:Enabled is 'yes'; expected true or false.", "MicrosoftGraph:Enabled=yes", "MicrosoftGraph:ClientSecret=geheim")]
    [InlineData("Connectors:Erp:main:Kind must be one of Tryton, Kingdee, YonBip, BusinessCentral, Webhook.", "Erp:main:Kind=SAP", "Erp:main:Password=geheim")]
    [InlineData("Connectors:Erp:main:DefaultProduct is missing: the code of the Tryton product for lines without an article number.", "Erp:main:Kind=Tryton", "Erp:main:Url=http://tryton.example", "Erp:main:Database=crm", "Erp:main:User=crm", "Erp:main:Password=geheim")]
    [InlineData("Connectors:Erp:main:SignIn is 'Guess'; expected Password or AppSecret or Sign or SignedHeaders.", "Erp:main:Kind=Kingdee", "Erp:main:SignIn=Guess", "Erp:main:AppSecret=geheim")]
    [InlineData("Connectors:Erp:main:TransactionType is missing: the type of transaction of orders.", "Erp:main:Kind=YonBip", "Erp:main:Url=http://bip.example", "Erp:main:TenantId=t", "Erp:main:AppKey=k", "Erp:main:AppSecret=geheim", "Erp:main:SalesOrganization=1", "Erp:main:DefaultProduct=CRM", "Erp:main:Unit=PCS")]
    [InlineData("Connectors:Erp:main:LocalCurrency must be the currency of the company's books, an ISO 4217 code such as CNY.", "Erp:main:Kind=BusinessCentral", "Erp:main:Url=http://bc.example", "Erp:main:TenantId=t", "Erp:main:ClientId=c", "Erp:main:ClientSecret=geheim", "Erp:main:Company=CRONUS", "Erp:main:DefaultProduct=CRM")]
    [InlineData("Connectors:Erp:main:Secret must be whsec_ followed by 24 to 64 bytes in base64.", "Erp:main:Kind=Webhook", "Erp:main:Url=http://hook.example", "Erp:main:Secret=geheim")]
    public async Task A_wrong_setting_of_a_connector_ends_the_start_with_its_key_and_without_a_secret(string line, params string[] settings)
    {
        var (code, output, errors) = await RunAsync([.. settings.Select(s => $"--Connectors:{s}")]);

        Assert.Equal((1, line, ""), (code, errors.TrimEnd(), output));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_pending_migration_that_may_not_be_applied_ends_the_start_and_says_what_to_run()
    {
        var (code, _, errors) = await RunAsync("--Database:MigrateOnStart=false");

        Assert.Equal(1, code);
        Assert.EndsWith("are pending: run the command 'database migrate' with the same settings first, or set it to true.", errors.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_ends_the_start_with_one_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "notes.txt"), new string('x', 5000), TestContext.Current.CancellationToken);

        var (code, _, errors) = await RunAsync("--ConnectionStrings:Crm=Data Source=notes.txt");

        Assert.Equal(1, code);
        Assert.Equal("ConnectionStrings:Crm: the SQLite database cannot be used: SQLite Error 26: 'file is not a database'.", errors.TrimEnd());
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("database drop")]
    [InlineData("demo fill twice")]
    [InlineData("nonsense --help")]
    public async Task An_unknown_command_exits_2_with_the_list(string command)
    {
        var (code, _, errors) = await RunAsync(command.Split(' '));

        Assert.Equal(2, code);
        Assert.StartsWith("Unknown command: ", errors, StringComparison.Ordinal);
        foreach (var known in (string[])["schema export [file]", "database migrate", "demo fill"])
            Assert.Contains(known, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "Commands (none: serve):")]
    [InlineData("database --help", "Commands (none: serve):")]
    [InlineData("schema export --help", "Usage: schema export [file]")]
    [InlineData("database migrate --help", "Usage: database migrate")]
    [InlineData("demo fill -h", "Usage: demo fill")]
    public async Task Every_command_explains_itself(string command, string beginning)
    {
        var (code, output, errors) = await RunAsync(command.Split(' '));

        Assert.Equal(0, code);
        Assert.StartsWith(beginning, output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Migrating_and_filling_twice_changes_nothing_the_second_time()
    {
        var migrated = await RunAsync("database", "migrate");
        var upToDate = await RunAsync("database", "migrate");
        var filled = await RunAsync("demo", "fill");
        var full = await RunAsync("demo", "fill");

        Assert.StartsWith("Applied: ", migrated.Output, StringComparison.Ordinal);
        Assert.Equal("The database is up to date.", upToDate.Output.TrimEnd());
        Assert.Equal("The database is filled with demo data.", filled.Output.TrimEnd());
        Assert.Equal("The database is not empty; nothing was changed.", full.Output.TrimEnd());
        Assert.Equal([0, 0, 0, 0], (int[])[migrated.Code, upToDate.Code, filled.Code, full.Code]);
    }

    [Fact]
    public async Task The_schema_is_exported_to_standard_output_and_to_a_file_alike()
    {
        var file = Path.Combine(_folder, "schema.graphql");

        var (_, sdl, _) = await RunAsync("schema", "export");
        var (code, output, _) = await RunAsync("schema", "export", file);

        Assert.Equal(0, code);
        Assert.Equal($"Written: {file}", output.TrimEnd());
        Assert.Equal(sdl, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains("type Query", sdl, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var beginning = args.TakeWhile(a => !a.StartsWith('-')).Count();
        string[] all = [.. args[..beginning], $"--contentRoot={_folder}", "--environment=Production", .. args[beginning..]];
        var code = await HostCommands.RunAsync(all, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
