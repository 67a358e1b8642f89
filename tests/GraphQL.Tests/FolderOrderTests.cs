using System.Text.RegularExpressions;

namespace CrmGraph.GraphQL.Tests;

/// <summary>The folders of the engine build on each other in one direction, as the chapters of the specification do.</summary>
public sealed partial class FolderOrderTests
{
    // A folder may use those before it, never those behind it.
    private static readonly string[] Order = ["Errors", "Json", "Language", "TypeSystem", "Validation", "Execution", "Configuration"];

    [Fact]
    public void Folders_of_the_engine_refer_to_earlier_ones_only()
    {
        var engine = Path.Combine(RepositoryRoot(), "src", "GraphQL");

        var violations =
            from file in Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(engine, file)
            let rank = Array.IndexOf(Order, relative.Split(Path.DirectorySeparatorChar)[0])
            where rank >= 0
            from Match used in UsedFolder().Matches(File.ReadAllText(file))
            where Array.IndexOf(Order, used.Groups[1].Value) > rank
            select $"{relative} uses {used.Groups[1].Value}";

        Assert.Empty(violations);
    }

    [Fact]
    public void Every_folder_of_the_engine_has_its_place_in_the_order()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(RepositoryRoot(), "src", "GraphQL")).Select(d => Path.GetFileName(d)!).Where(f => f is not ("bin" or "obj"));

        Assert.Equal(Order.Order(), folders.Order());
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CrmGraph.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder;
    }

    [GeneratedRegex(@"^using (?:static )?CrmGraph\.GraphQL\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsedFolder();
}
