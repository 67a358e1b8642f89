using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CrmGraph.Testing.Brokers;

/// <summary>
/// A RabbitMQ server of a test's own: a folder in temp and free ports of the loopback interface. It stops with the process, however that
/// ends: a shell holds it that waits for the end of a pipe.
/// </summary>
public sealed class RabbitServer : IAsyncDisposable
{
    // $1: the server's program; $2 to $4: the ports. Commands come in by standard input; when nobody holds its other end, everything is removed.
    private const string Script = """
        program=$1 port=$2
        home=$(mktemp -d "${TMPDIR:-/tmp}/crmgraph-rabbit-XXXXXX")
        mkdir "$home/mnesia" "$home/log"
        printf 'listeners.tcp.1 = 127.0.0.1:%s\nloopback_users.guest = true\n' "$port" > "$home/rabbitmq.conf"
        echo '[].' > "$home/enabled_plugins"
        export HOME="$home" RABBITMQ_NODENAME="crm$port@localhost" RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_MNESIA_BASE="$home/mnesia" \
            RABBITMQ_LOG_BASE="$home/log" RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" RABBITMQ_PID_FILE="$home/pid" RABBITMQ_DIST_PORT=$3 \
            ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$4 RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
        cd "$home"
        begin() {
            rm -f pid
            "$program" >server.log 2>&1 </dev/null &
            waited=0
            until grep -q 'completed with' server.log; do
                [ $waited -lt 600 ] || { cat server.log >&2; exit 1; }
                sleep 0.1; waited=$((waited + 1))
            done
            echo ready
        }
        stop() { kill -"$1" "$(cat pid)" 2>/dev/null; wait; }
        end() { trap '' INT TERM HUP; stop KILL; epmd -port "$ERL_EPMD_PORT" -kill >/dev/null 2>&1; cd /; rm -rf "$home"; }
        trap end EXIT
        trap '' INT TERM HUP
        begin
        while read -r command; do
            case $command in
                stop) stop TERM; echo stopped ;;
                kill) stop KILL; echo stopped ;;
                start) begin ;;
            esac
        done
        """;

    private readonly Process _shell;
    private readonly int _port;

    private RabbitServer(Process shell, int port) => (_shell, _port) = (shell, port);

    /// <summary>The address, as <c>ConnectionStrings:RabbitMq</c> has it.</summary>
    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{_port}/";

    /// <summary>Starts a server. Where RabbitMQ is not installed the test is skipped, or fails if everything is required.</summary>
    public static async Task<RabbitServer> StartAsync()
    {
        var (program, asUser) = Requirement.RabbitMq();
        var port = FreePort();
        string[] shell = ["/bin/sh", "-c", Script, "rabbitmq", program, $"{port}", $"{FreePort()}", $"{FreePort()}"];
        string[] command = asUser is null ? shell : ["runuser", "-u", asUser, "--", .. shell];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var server = new RabbitServer(process, port);
        await server.ExpectAsync("ready");
        return server;
    }

    /// <summary>Stops it in order; what is durable stays.</summary>
    public Task StopAsync() => TellAsync("stop", "stopped");

    /// <summary>Kills it; what it has confirmed stays.</summary>
    public Task KillAsync() => TellAsync("kill", "stopped");

    /// <summary>Starts it again at the same address.</summary>
    public Task StartAgainAsync() => TellAsync("start", "ready");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private async Task TellAsync(string command, string answer)
    {
        await _shell.StandardInput.WriteLineAsync(command);
        await _shell.StandardInput.FlushAsync();
        await ExpectAsync(answer);
    }

    private async Task ExpectAsync(string answer)
    {
        if (await _shell.StandardOutput.ReadLineAsync() != answer) throw new InvalidOperationException($"RabbitMQ is not {answer}: {await _shell.StandardError.ReadToEndAsync()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
