namespace CrmGraph.Api.Hosting;

/// <summary>Something the host does instead of serving.</summary>
/// <param name="Name">The words that call it, <c>database migrate</c>.</param>
/// <param name="Argument">The name of its one argument, which may be left out; null if it takes none.</param>
/// <param name="Summary">What it does.</param>
/// <param name="RunAsync">Does it.</param>
/// <param name="Options">Its own options as they are written, if it has any.</param>
/// <param name="Details">What else whoever runs it should know.</param>
internal sealed record HostCommand(string Name, string? Argument, string Summary, Func<CommandRun, Task<int>> RunAsync, string? Options = null, string? Details = null)
{
    /// <summary>How it is called.</summary>
    public string Usage => $"{Name}{(Argument is null ? "" : $" [{Argument}]")}{(Options is null ? "" : $" {Options}")}";
}

/// <summary>One run of a command.</summary>
/// <param name="App">The host, built but not started.</param>
/// <param name="Argument">The argument, if there is one.</param>
/// <param name="Output">Where the result goes.</param>
/// <param name="CancellationToken">Ends the run.</param>
internal sealed record CommandRun(WebApplication App, string? Argument, TextWriter Output, CancellationToken CancellationToken);
