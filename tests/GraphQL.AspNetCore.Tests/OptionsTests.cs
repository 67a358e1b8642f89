using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmGraph.GraphQL.AspNetCore.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void A_value_out_of_range_is_refused_by_name()
    {
        var services = new ServiceCollection();
        services.AddGraphQLTransports().Configure(options =>
        {
            options.MaxOperationsPerConnection = 0;
            options.KeepAliveInterval = TimeSpan.FromHours(1);
        });
        using var provider = services.BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<GraphQLServerOptions>>().Value);

        Assert.Equal(2, refusal.Failures.Count());
        Assert.Contains(refusal.Failures, f => f.Contains(nameof(GraphQLServerOptions.MaxOperationsPerConnection), StringComparison.Ordinal));
        Assert.Contains(refusal.Failures, f => f.Contains(nameof(GraphQLServerOptions.KeepAliveInterval), StringComparison.Ordinal));
    }
}
