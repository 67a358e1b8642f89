using CrmGraph.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Api.Tests.Schema;

/// <summary>schema.graphql at the root is what the server serves, so that a change of the API shows in a review.</summary>
public sealed class SchemaFileTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task The_file_is_the_schema_that_the_server_serves()
    {
        var served = SchemaPrinter.Print(api.Services.GetRequiredService<GraphQL.TypeSystem.Schema>()).TrimEnd();
        var file = SchemaFiles.PathOf("schema.graphql");
        var kept = File.Exists(file) ? (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() : "";

        Assert.True(
            served == kept,
            $"schema.graphql differs from the schema of the server. If the change is meant, rewrite it with ./dev schema, or: dotnet run --project src/Api -- schema export ../../schema.graphql\n{SchemaFiles.FirstDifference(kept, served)}");
    }
}
