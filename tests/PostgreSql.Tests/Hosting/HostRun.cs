using CrmGraph.Api.Hosting;

namespace CrmGraph.PostgreSql.Tests.Hosting;

/// <summary>Runs a command of the host as from a command line.</summary>
internal static class HostRun
{
    internal static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("crmgraph-host-").FullName;
        try
        {
            await using var output = new StringWriter();
            await using var errors = new StringWriter();
            var words = args.TakeWhile(a => !a.StartsWith('-')).Count();
            var code = await HostCommands.RunAsync([.. args[..words], $"--contentRoot={folder}", "--environment=Production", .. args[words..]], output, errors);
            return (code, output.ToString(), errors.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
