namespace CrmGraph.Api.Hosting;

/// <summary>The section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>Where the records are kept.</summary>
    /// <value>Default: Sqlite.</value>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Whether the start brings the database up to the newest migration. If not, a pending migration stops the start.</summary>
    /// <value>Default: true on SQLite and in Development, else false: where several processes share a server, somebody should choose the moment.</value>
    public bool? MigrateOnStart { get; set; }
}

/// <summary>The database that records are kept in. <c>ConnectionStrings:Crm</c> says where it is.</summary>
internal enum DatabaseProvider
{
    /// <summary>A file, for one process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, 14 or newer.</summary>
    PostgreSql,

    /// <summary>A SQL Server, 2019 or newer.</summary>
    SqlServer,
}
