using System.Diagnostics;

namespace CrmGraph.Testing;

/// <summary>
/// Programs that some tests need beside the SDK. Where one is missing the test is skipped and says so; with CRMGRAPH_REQUIRE_ALL=1,
/// as in CI, it fails instead.
/// </summary>
public static class Requirement
{
    private static readonly string[] ChromiumNames = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Node.js and npm.</summary>
    public static void Node()
    {
        if (Find("node") is null || Find("npm") is null)
            Missing("Node.js 20.19 or newer, with npm");
    }

    /// <summary>Chromium; answers with the path of its program.</summary>
    public static string Chromium()
    {
        foreach (var name in ChromiumNames)
        {
            if (Find(name) is { } path)
                return path;
        }

        Missing("Chromium");
        throw new UnreachableException();
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe"), Path.Combine(folder, program + ".cmd") })
        .FirstOrDefault(File.Exists);

    private static void Missing(string what)
    {
        var reason = $"{what} is not installed.";
        if (Environment.GetEnvironmentVariable("CRMGRAPH_REQUIRE_ALL") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
