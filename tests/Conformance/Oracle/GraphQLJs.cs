using System.Diagnostics;
using System.Text.Json;
using CrmGraph.Testing;

namespace CrmGraph.Conformance.Oracle;

/// <summary>A running node/oracle/oracle.mjs: asks npm's graphql 16 and 17 what they make of schemas and documents.</summary>
internal sealed class GraphQLJs : IAsyncDisposable
{
    private readonly Process process;

    private GraphQLJs(Process process) => this.process = process;

    /// <summary>Installs the packages if need be and starts the program.</summary>
    public static async Task<GraphQLJs> StartAsync(CancellationToken cancellationToken) =>
        new(await NodeScripts.In("tests/Conformance/node/oracle").StartAsync("oracle.mjs", cancellationToken));

    /// <summary>Asks both versions.</summary>
    /// <param name="request">An object that node/oracle/oracle.mjs understands.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<(JsonElement V16, JsonElement V17)> AskAsync(object request, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"oracle.mjs ended: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
        var answer = JsonElement.Parse(line);
        return (answer.GetProperty("16"), answer.GetProperty("17"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
