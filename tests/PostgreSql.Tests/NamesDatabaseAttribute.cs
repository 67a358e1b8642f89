using System.Reflection;
using CrmGraph.PostgreSql.Tests;
using CrmGraph.Testing;
using Xunit.v3;

[assembly: NamesDatabase]

namespace CrmGraph.PostgreSql.Tests;

/// <summary>Skips tests where there is no PostgreSQL, and says beside each that fails that it ran on PostgreSQL: its twin on SQLite has the same name.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NamesDatabaseAttribute : BeforeAfterTestAttribute
{
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        Requirement.PostgreSql();
        TestContext.Current.TestOutputHelper?.WriteLine("Database: PostgreSQL");
    }
}
