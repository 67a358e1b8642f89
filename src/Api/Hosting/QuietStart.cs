namespace CrmGraph.Api.Hosting;

/// <summary>
/// Keeps framework components from logging the stack trace of a failed start, which ends the process with one line of its own.
/// From then on they log as ever.
/// </summary>
internal sealed class QuietStart
{
    private volatile bool _started;

    /// <summary>Begins.</summary>
    public void Apply(WebApplicationBuilder builder) => builder.Logging
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", _ => _started)
        .AddFilter("Microsoft.EntityFrameworkCore.Database.Connection", level => _started && level >= LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => _started && level >= LogLevel.Warning);

    /// <summary>The host has started.</summary>
    public void End() => _started = true;
}
