using System.Diagnostics;
using System.Security.Cryptography;

namespace CrmGraph.Testing;

/// <summary>Runs the Node.js scripts of a test project; their npm packages are installed on first use.</summary>
/// <param name="folder">The folder with package.json, package-lock.json and the scripts.</param>
public sealed class NodeScripts(string folder)
{
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>The scripts in a folder of the repository, e.g. <c>tests/Conformance/node</c>.</summary>
    public static NodeScripts In(string pathInRepository) => new(Path.Combine(Repository.Root, pathInRepository));

    /// <summary>Runs a script; answers with what it wrote. A script that fails fails the test with its output.</summary>
    public async Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        Requirement.Node();
        await InstallAsync(cancellationToken);
        return await RunProgramAsync("node", [script], environment, cancellationToken);
    }

    /// <summary>Starts a script that answers on its standard output what it is asked on its standard input; the caller ends and disposes it.</summary>
    public async Task<Process> StartAsync(string script, CancellationToken cancellationToken)
    {
        Requirement.Node();
        await InstallAsync(cancellationToken);
        return Process.Start(new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
    }

    /// <summary>Runs the text of an ECMAScript module that needs no packages; answers with what it wrote.</summary>
    public static async Task<string> RunTextAsync(string module, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        Requirement.Node();
        var folder = Directory.CreateTempSubdirectory("crmgraph-node-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "module.mjs"), module, cancellationToken);
            return await new NodeScripts(folder.FullName).RunProgramAsync("node", ["module.mjs"], environment, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        await Installing.WaitAsync(cancellationToken);
        try
        {
            var marker = Path.Combine(folder, "node_modules", ".installed.sha256");
            var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken)));
            if (File.Exists(marker) && await File.ReadAllTextAsync(marker, cancellationToken) == wanted)
                return;
            await RunProgramAsync("npm", ["ci", "--no-audit", "--no-fund"], new Dictionary<string, string>(), cancellationToken);
            await File.WriteAllTextAsync(marker, wanted, cancellationToken);
        }
        finally
        {
            Installing.Release();
        }
    }

    private async Task<string> RunProgramAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await using var kill = cancellationToken.UnsafeRegister(static state => ((Process)state!).Kill(entireProcessTree: true), process);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        var text = await output;
        if (process.ExitCode != 0)
            Assert.Fail($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{text}\n{await errors}");
        return text;
    }
}
