namespace CrmGraph.Api.Tests.Schema;

/// <summary>Files of the repository that hold schemas.</summary>
internal static class SchemaFiles
{
    /// <summary>A file by its path from the root of the repository.</summary>
    internal static string PathOf(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmGraph.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests do not run in the repository."), path);
    }

    /// <summary>The first lines that differ.</summary>
    internal static string FirstDifference(string kept, string served)
    {
        var (ours, theirs) = (kept.Split('\n'), served.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(ours.Length, theirs.Length)).FirstOrDefault(i => ours.ElementAtOrDefault(i) != theirs.ElementAtOrDefault(i));
        return $"line {line + 1}\n- {ours.ElementAtOrDefault(line)}\n+ {theirs.ElementAtOrDefault(line)}";
    }
}
