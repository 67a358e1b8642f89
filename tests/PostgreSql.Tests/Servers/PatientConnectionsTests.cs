using System.Net;
using System.Net.Sockets;
using CrmGraph.Persistence;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CrmGraph.PostgreSql.Tests.Servers;

/// <summary>A server that is away for a moment costs patience, not requests.</summary>
public sealed class PatientConnectionsTests
{
    [Fact]
    public async Task A_connection_is_opened_when_the_server_comes_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var away = new ServerThatComesBack(new NpgsqlConnectionStringBuilder(database.ConnectionString));
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(away).AddCrmPostgreSql(away.ConnectionString).BuildServiceProvider();
        await using var db = services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

        var answer = await db.Database.SqlQueryRaw<int>("SELECT 1 AS \"Value\"").SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (answer, away.Waits));
    }

    [Fact]
    public async Task A_server_that_stays_away_is_given_up_on()
    {
        await using var services = new ServiceCollection().AddLogging().AddCrmPostgreSql("Host=127.0.0.1;Port=1;Username=crm;Database=crm").BuildServiceProvider();
        await using var db = services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

        var failure = await Assert.ThrowsAnyAsync<NpgsqlException>(() => db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken));

        Assert.Equal("Failed to connect to 127.0.0.1:1: Connection refused", PostgreSqlRegistration.Explain(failure));
    }

    // who waits finds the server there when the time is up: the port is closed until somebody begins to wait
    private sealed class ServerThatComesBack : TimeProvider
    {
        private readonly int _target;
        private readonly int _port;

        internal ServerThatComesBack(NpgsqlConnectionStringBuilder server)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                _port = ((IPEndPoint)free.LocalEndpoint).Port;
            }
            _target = server.Port;
            server.Port = _port;
            server.Pooling = false;
            ConnectionString = server.ConnectionString;
        }

        internal string ConnectionString { get; }

        internal int Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits++;
            var listener = new TcpListener(IPAddress.Loopback, _port);
            listener.Start();
            _ = ForwardAsync(listener);
            return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        private async Task ForwardAsync(TcpListener listener)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            listener.Stop();
            using var server = new TcpClient();
            await server.ConnectAsync(IPAddress.Loopback, _target, TestContext.Current.CancellationToken);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), TestContext.Current.CancellationToken), server.GetStream().CopyToAsync(client.GetStream(), TestContext.Current.CancellationToken));
        }
    }
}
