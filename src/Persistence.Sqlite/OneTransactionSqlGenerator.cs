using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>
/// Leaves each migration in one transaction. SQLite changes a column by making the table anew, for which foreign keys must be off, which no
/// transaction can do: EF Core would cut the migration in two, and a process killed in between would leave a half. Whoever migrates has
/// turned them off before (see <see cref="SqliteMigration"/>).
/// </summary>
internal sealed class OneTransactionSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    public override IReadOnlyList<MigrationCommand> Generate(IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default) =>
        [.. base.Generate(operations, model, options).Where(c => !c.CommandText.StartsWith("PRAGMA foreign_keys", StringComparison.Ordinal))];
}
