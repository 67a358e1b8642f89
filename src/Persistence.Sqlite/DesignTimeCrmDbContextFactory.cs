using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>Lets dotnet-ef make migrations without starting the host.</summary>
internal sealed class DesignTimeCrmDbContextFactory : IDesignTimeDbContextFactory<CrmDbContext>
{
    public CrmDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<CrmDbContext>)new DbContextOptionsBuilder<CrmDbContext>().UseCrmSqlite("Data Source=:memory:").Options);
}
