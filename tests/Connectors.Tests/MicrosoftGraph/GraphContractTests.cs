using CrmGraph.Connectors.Tests.Sync;
using CrmGraph.Testing.Databases;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

public sealed class GraphContractTests : SyncConnectorContract
{
    private protected override SyncUnderTest.Start Start => async time => await GraphUnderTest.StartAsync(time);
}

public sealed class GraphOnPostgreSqlContractTests : SyncStepContract
{
    private protected override SyncUnderTest.Start Start => async time => await GraphUnderTest.StartAsync(time);

    private protected override Func<Task<TestDatabase>> Database => MigratedDatabase.CopyPostgreSqlAsync;
}
