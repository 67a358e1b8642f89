namespace CrmGraph.Persistence.Funnels;

/// <summary>The statements of a recount, in the words that SQLite and PostgreSQL share.</summary>
internal static class FunnelSql
{
    /// <summary>Puts day and team on the rows that do not have those of their deal: 864,000,000,000 ticks are a day.</summary>
    internal const string CopyColumns = """
        UPDATE "Opportunities" SET "CreatedOn" = "CreatedAt" / 864000000000 WHERE "CreatedOn" <> "CreatedAt" / 864000000000;
        UPDATE "StageChanges" SET
          "CreatedOn" = (SELECT o."CreatedOn" FROM "Opportunities" o WHERE o."Id" = "StageChanges"."OpportunityId"),
          "TeamId" = (SELECT o."TeamId" FROM "Opportunities" o WHERE o."Id" = "StageChanges"."OpportunityId")
        WHERE EXISTS (
          SELECT 1 FROM "Opportunities" o
          WHERE o."Id" = "StageChanges"."OpportunityId" AND (o."CreatedOn" <> "StageChanges"."CreatedOn" OR o."TeamId" IS DISTINCT FROM "StageChanges"."TeamId"));
        """;

    internal const string MakeRecounted = """
        CREATE TEMP TABLE "FunnelCellsRecounted" (
          "Id" INTEGER PRIMARY KEY, "Count" INTEGER NOT NULL, "Amount" INTEGER NOT NULL, "Expected" INTEGER NOT NULL, "Milliseconds" INTEGER NOT NULL);
        """;

    /// <summary>Cells of nothing but zeros are as good as none.</summary>
    internal const string CountDifferences = """
        SELECT
          (SELECT COUNT(*) FROM "FunnelCells" c LEFT JOIN "FunnelCellsRecounted" r ON r."Id" = c."Id"
           WHERE c."Count" <> COALESCE(r."Count", 0) OR c."Amount" <> COALESCE(r."Amount", 0)
             OR c."Expected" <> COALESCE(r."Expected", 0) OR c."Milliseconds" <> COALESCE(r."Milliseconds", 0))
          + (SELECT COUNT(*) FROM "FunnelCellsRecounted" r WHERE NOT EXISTS (SELECT 1 FROM "FunnelCells" c WHERE c."Id" = r."Id")) AS "Value"
        """;

    internal const string TakeRecounted = """
        DELETE FROM "FunnelCells";
        INSERT INTO "FunnelCells" ("Id", "Count", "Amount", "Expected", "Milliseconds") SELECT "Id", "Count", "Amount", "Expected", "Milliseconds" FROM "FunnelCellsRecounted";
        DROP TABLE "FunnelCellsRecounted";
        """;
}
