using CrmGraph.Api.Auth;
using CrmGraph.Api.Tests.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Api.Tests.Auth;

public sealed class PermissionsDocumentTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task The_document_shows_the_table_that_holds()
    {
        var written = PermissionsDocument.Write().TrimEnd();
        var kept = (await File.ReadAllTextAsync(SchemaFiles.PathOf("docs/permissions.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd();

        Assert.True(written == kept, $"docs/permissions.md is out of date; rewrite it with ./dev permissions.\n{SchemaFiles.FirstDifference(kept, written)}");
    }

    [Fact]
    public void Every_mutation_says_which_permission_it_needs()
    {
        var mutations = api.Services.GetRequiredService<GraphQL.TypeSystem.Schema>().MutationType!.Fields.Select(f => f.Name);

        Assert.Equal(mutations.Order(StringComparer.Ordinal), PermissionsDocument.Needs.Keys.Order(StringComparer.Ordinal));
    }
}
