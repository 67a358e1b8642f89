using System.Xml.Linq;

namespace CrmGraph.Domain.Tests;

/// <summary>References between the projects run one way; a new arrow is a decision, not an accident.</summary>
public sealed class DependencyRuleTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Api"] = ["Connectors", "GraphQL.AspNetCore", "GraphQL.EntityFrameworkCore", "Persistence.PostgreSql", "Persistence.SqlServer", "Persistence.Sqlite"],
        ["Connectors"] = ["Persistence"],
        ["Domain"] = [],
        ["GraphQL"] = [],
        ["GraphQL.AspNetCore"] = ["GraphQL"],
        ["GraphQL.EntityFrameworkCore"] = ["GraphQL"],
        ["Microsoft.SqlServer.Server"] = [],
        ["Persistence"] = ["Domain"],
        ["Persistence.PostgreSql"] = ["Persistence"],
        ["Persistence.SqlServer"] = ["Microsoft.SqlServer.Server", "Persistence"],
        ["Persistence.Sqlite"] = ["Persistence"],
    };

    [Fact]
    public void Projects_reference_what_the_architecture_allows_and_nothing_else()
    {
        var actual = Projects().ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => References(file, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Order(StringComparer.Ordinal).ToArray());

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        Assert.All(Allowed, rule => Assert.Equal(rule.Value, actual[rule.Key]));
    }

    [Theory]
    [InlineData("Domain")]
    [InlineData("GraphQL")]
    public void The_cores_use_no_package(string project)
    {
        var file = Projects().Single(f => Path.GetFileNameWithoutExtension(f) == project);

        Assert.Empty(References(file, "PackageReference"));
        Assert.Empty(References(file, "FrameworkReference"));
    }

    private static IEnumerable<string> References(string file, string kind) =>
        XDocument.Load(file).Descendants(kind).Select(r => r.Attribute("Include")?.Value).OfType<string>();

    private static string[] Projects()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmGraph.sln"))) folder = folder.Parent;
        Assert.NotNull(folder);
        return Directory.GetFiles(Path.Combine(folder.FullName, "src"), "*.csproj", SearchOption.AllDirectories);
    }
}
