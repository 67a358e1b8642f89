using System.Globalization;
using System.Text;

namespace CrmGraph.Persistence.Funnels;

/// <summary>The statements of the funnel's sums, in the words that SQLite and PostgreSQL share; T-SQL has its own.</summary>
internal class FunnelSql
{
    private const decimal TenThousand = 10_000m;

    /// <summary>Where a recount is kept until it takes the place of the cells.</summary>
    internal virtual string Recounted => "FunnelCellsRecounted";

    /// <summary>Puts day and team on the rows that do not have those of their deal: 864,000,000,000 ticks are a day.</summary>
    internal virtual string CopyColumns => """
        UPDATE "Opportunities" SET "CreatedOn" = "CreatedAt" / 864000000000 WHERE "CreatedOn" <> "CreatedAt" / 864000000000;
        UPDATE "StageChanges" SET
          "CreatedOn" = (SELECT o."CreatedOn" FROM "Opportunities" o WHERE o."Id" = "StageChanges"."OpportunityId"),
          "TeamId" = (SELECT o."TeamId" FROM "Opportunities" o WHERE o."Id" = "StageChanges"."OpportunityId")
        WHERE EXISTS (
          SELECT 1 FROM "Opportunities" o
          WHERE o."Id" = "StageChanges"."OpportunityId" AND (o."CreatedOn" <> "StageChanges"."CreatedOn" OR o."TeamId" IS DISTINCT FROM "StageChanges"."TeamId"));
        """;

    internal virtual string MakeRecounted => $"""
        CREATE TEMP TABLE "{Recounted}" (
          "Id" BIGINT PRIMARY KEY, "Count" BIGINT NOT NULL, "Amount" BIGINT NOT NULL, "Expected" BIGINT NOT NULL, "Milliseconds" BIGINT NOT NULL);
        """;

    /// <summary>Cells of nothing but zeros are as good as none.</summary>
    internal virtual string CountDifferences => $"""
        SELECT
          (SELECT COUNT(*) FROM "FunnelCells" c LEFT JOIN "{Recounted}" r ON r."Id" = c."Id"
           WHERE c."Count" <> COALESCE(r."Count", 0) OR c."Amount" <> COALESCE(r."Amount", 0)
             OR c."Expected" <> COALESCE(r."Expected", 0) OR c."Milliseconds" <> COALESCE(r."Milliseconds", 0))
          + (SELECT COUNT(*) FROM "{Recounted}" r WHERE NOT EXISTS (SELECT 1 FROM "FunnelCells" c WHERE c."Id" = r."Id")) AS "Value"
        """;

    internal virtual string TakeRecounted => $"""
        DELETE FROM "FunnelCells";
        INSERT INTO "FunnelCells" ("Id", "Count", "Amount", "Expected", "Milliseconds") SELECT "Id", "Count", "Amount", "Expected", "Milliseconds" FROM "{Recounted}";
        DROP TABLE "{Recounted}";
        """;

    /// <summary>Adds tallies to cells, which are made if they are not there.</summary>
    internal virtual string Add(string table, IReadOnlyList<(long Place, FunnelTally Tally)> cells) => $"""
        INSERT INTO "{table}" ("Id", "Count", "Amount", "Expected", "Milliseconds") VALUES {Rows(cells)}
        ON CONFLICT ("Id") DO UPDATE SET "Count" = "{table}"."Count" + excluded."Count", "Amount" = "{table}"."Amount" + excluded."Amount",
        "Expected" = "{table}"."Expected" + excluded."Expected", "Milliseconds" = "{table}"."Milliseconds" + excluded."Milliseconds"
        """;

    // numbers only, so there is nothing to escape
    private protected static string Rows(IReadOnlyList<(long Place, FunnelTally Tally)> cells)
    {
        var rows = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            var (place, tally) = cells[i];
            rows.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}({place},{tally.Count},{(long)(tally.Amount * TenThousand)},{(long)(tally.Expected * TenThousand)},{tally.Milliseconds})");
        }

        return rows.ToString();
    }
}
