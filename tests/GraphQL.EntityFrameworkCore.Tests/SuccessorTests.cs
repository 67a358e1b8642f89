using System.Text;
using System.Text.Json.Nodes;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;
using CrmGraph.GraphQL.Execution;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests;

/// <summary>Reps without a region have left; their managers go by their ids.</summary>
public sealed class SuccessorTests : IDisposable
{
    private static readonly RepId Manager = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly RepId Gone = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly RepId GoneForGood = new(new Guid(3, 0, 0, new byte[8]));

    private readonly Sales sales = new();
    private readonly RequestExecutor executor;

    public SuccessorTests()
    {
        sales.Add(
            new Rep { Id = Manager, Name = "Manager", Region = "North" },
            new Rep { Id = Gone, Name = "Gone", ManagerId = Manager },
            new Rep { Id = GoneForGood, Name = "Gone for good" });
        var schema = new SchemaBuilder().AddObjectType<RepType>().Single("rep", RepType.Present, (Rep r) => r.Id).Nodes()
            .ModifyOptions(o => o.IsService = type => type == typeof(SalesContext))
            .Build();
        executor = new RequestExecutor(schema, new ExecutorOptions { CreateScope = _ => new Scope(sales.Open()) is var scope ? new ResolverScope(scope, scope) : null! });
    }

    public void Dispose() => sales.Dispose();

    [Fact]
    public async Task Who_goes_by_an_id_now_is_found_by_it_in_every_look_up()
    {
        var (gone, manager) = (NodeId.Encode("Rep", Gone.Value), NodeId.Encode("Rep", Manager.Value));

        var data = await QueryAsync($$"""{ rep(id: "{{gone}}") { id name } node(id: "{{gone}}") { id } nodes(ids: ["{{gone}}", "{{manager}}"]) { id } }""");

        Assert.Equal(
            $$"""{"rep":{"id":"{{manager}}","name":"Manager"},"node":{"id":"{{manager}}"},"nodes":[{"id":"{{manager}}"},{"id":"{{manager}}"}]}""",
            data.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task An_id_that_stands_for_nobody_is_still_null()
    {
        var id = NodeId.Encode("Rep", GoneForGood.Value);

        var data = await QueryAsync($$"""{ rep(id: "{{id}}") { id } node(id: "{{id}}") { id } }""");

        Assert.Equal("""{"rep":null,"node":null}""", data.ToJsonString());
    }

    private async Task<JsonNode> QueryAsync(string query)
    {
        using var result = await executor.ExecuteAsync(new GraphQLRequest(Encoding.UTF8.GetBytes(query)), TestContext.Current.CancellationToken);
        return JsonNode.Parse(Assert.IsType<SingleResult>(result).Body.Span)!["data"]!;
    }

    private sealed class RepType : ObjectType<Rep>
    {
        internal static QuerySource<Rep> Present => (services, _) => Context(services).Reps.Where(r => r.Region != null);

        protected override void Configure(ObjectTypeDescriptor<Rep> descriptor)
        {
            descriptor.Node(r => r.Id, Present, async (services, _, ids, cancellationToken) => await Context(services).Reps
                .Where(r => ids.Contains(r.Id) && r.ManagerId != null)
                .ToDictionaryAsync(r => r.Id, r => r.ManagerId!.Value, cancellationToken));
            descriptor.Field(r => r.Name);
        }

        private static SalesContext Context(IServiceProvider services) => (SalesContext)services.GetService(typeof(SalesContext))!;
    }

    private sealed class Scope(SalesContext context) : IServiceProvider, IAsyncDisposable
    {
        public object? GetService(Type serviceType) => serviceType == typeof(SalesContext) ? context : null;

        public ValueTask DisposeAsync() => context.DisposeAsync();
    }
}
