namespace CrmGraph.Persistence.Funnels;

/// <summary>The statements of the funnel's sums in T-SQL.</summary>
internal sealed class TransactFunnelSql : FunnelSql
{
    internal override string Recounted => "#FunnelCellsRecounted";

    internal override string CopyColumns => """
        UPDATE [Opportunities] SET [CreatedOn] = [CreatedAt] / CAST(864000000000 AS bigint) WHERE [CreatedOn] <> [CreatedAt] / CAST(864000000000 AS bigint);
        UPDATE c SET c.[CreatedOn] = o.[CreatedOn], c.[TeamId] = o.[TeamId]
        FROM [StageChanges] AS c INNER JOIN [Opportunities] AS o ON o.[Id] = c.[OpportunityId]
        WHERE o.[CreatedOn] <> c.[CreatedOn] OR EXISTS (SELECT o.[TeamId] EXCEPT SELECT c.[TeamId]);
        """;

    internal override string MakeRecounted => $"""
        CREATE TABLE [{Recounted}] (
          [Id] bigint NOT NULL PRIMARY KEY, [Count] bigint NOT NULL, [Amount] bigint NOT NULL, [Expected] bigint NOT NULL, [Milliseconds] bigint NOT NULL);
        """;

    internal override string CountDifferences => $"""
        SELECT
          (SELECT COUNT(*) FROM [FunnelCells] AS c LEFT JOIN [{Recounted}] AS r ON r.[Id] = c.[Id]
           WHERE c.[Count] <> COALESCE(r.[Count], 0) OR c.[Amount] <> COALESCE(r.[Amount], 0)
             OR c.[Expected] <> COALESCE(r.[Expected], 0) OR c.[Milliseconds] <> COALESCE(r.[Milliseconds], 0))
          + (SELECT COUNT(*) FROM [{Recounted}] AS r WHERE NOT EXISTS (SELECT 1 FROM [FunnelCells] AS c WHERE c.[Id] = r.[Id])) AS [Value]
        """;

    internal override string TakeRecounted => $"""
        DELETE FROM [FunnelCells];
        INSERT INTO [FunnelCells] ([Id], [Count], [Amount], [Expected], [Milliseconds]) SELECT [Id], [Count], [Amount], [Expected], [Milliseconds] FROM [{Recounted}];
        DROP TABLE [{Recounted}];
        """;

    internal override string Add(string table, IReadOnlyList<(long Place, FunnelTally Tally)> cells) => $"""
        MERGE INTO [{table}] WITH (HOLDLOCK) AS t
        USING (VALUES {Rows(cells)}) AS s ([Id], [Count], [Amount], [Expected], [Milliseconds]) ON t.[Id] = CAST(s.[Id] AS bigint)
        WHEN MATCHED THEN UPDATE SET [Count] = t.[Count] + s.[Count], [Amount] = t.[Amount] + s.[Amount],
          [Expected] = t.[Expected] + s.[Expected], [Milliseconds] = t.[Milliseconds] + s.[Milliseconds]
        WHEN NOT MATCHED THEN INSERT ([Id], [Count], [Amount], [Expected], [Milliseconds])
          VALUES (s.[Id], s.[Count], s.[Amount], s.[Expected], s.[Milliseconds]);
        """;
}
