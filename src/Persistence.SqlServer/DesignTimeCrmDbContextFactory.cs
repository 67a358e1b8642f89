using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CrmGraph.Persistence.SqlServer;

/// <summary>Lets dotnet-ef make migrations without starting the host, and without a server.</summary>
internal sealed class DesignTimeCrmDbContextFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<CrmDbContext>)new DbContextOptionsBuilder<CrmDbContext>().UseCrmSqlServer("Server=localhost").Options);
}
