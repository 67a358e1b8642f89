using System.Globalization;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.FunnelBench;

/// <summary>Writes opportunities with plausible histories straight to the tables, with the indexes made at the end.</summary>
internal static class DealWriter
{
    private static readonly double[] GoesOn = [0.72, 0.7, 0.62, 0.7, 0.85];

    internal static async Task WriteAsync(CrmDbContext db, int count, Opportunity template, Pipeline pipeline, IReadOnlyList<User> sellers)
    {
        var reasons = await db.CloseReasons.AsNoTracking().ToListAsync();
        var sources = await db.LeadSources.AsNoTracking().Select(s => s.Id).ToListAsync();
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000;");
        var indexes = Texts(connection, "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Opportunities', 'StageChanges')");
        foreach (var name in Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('Opportunities', 'StageChanges')"))
            Execute(connection, $"DROP INDEX \"{name}\"");
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            using var deal = Insert(connection, "Opportunities", $"\"Id\" = '{Text(template.Id.Value)}'");
            using var change = Insert(connection, "StageChanges", $"\"OpportunityId\" = '{Text(template.Id.Value)}'");
            var random = new Random(1);
            var open = pipeline.Stages.Where(s => s.Kind == StageKind.Open).OrderBy(s => s.Position).ToList();
            for (var number = 1; number <= count; number++)
                Write(deal, change, number, count, random, pipeline, open, sellers[random.Next(sellers.Count)], reasons, Text(sources[random.Next(sources.Count)].Value));
            await transaction.CommitAsync();
        }

        foreach (var index in indexes) Execute(connection, index);
        Execute(connection, "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA wal_checkpoint(TRUNCATE);");
        await db.Database.CloseConnectionAsync();
    }

    private static void Write(
        SqliteCommand deal, SqliteCommand change, int number, int count, Random random, Pipeline pipeline, List<Stage> open, User seller, List<CloseReason> reasons, string source)
    {
        var created = Market.Now.AddDays(-365).AddTicks((long)(TimeSpan.FromDays(365).Ticks * ((double)(number - 1) / count)));
        var (id, day, at) = (Text(Guid.CreateVersion7(created)), (int)(created.UtcTicks / TimeSpan.TicksPerDay), created);
        var (sequence, place) = (0, 0);
        Stage? now = null;
        CloseReason? reason = null;
        var last = open[0];
        Enter(open[0]);
        while (true)
        {
            at += TimeSpan.FromSeconds(86_400 * Math.Exp(random.NextDouble() * 5) * 0.3);
            if (at >= Market.Now) break;
            if (random.NextDouble() > GoesOn[Math.Min(place, GoesOn.Length - 1)])
            {
                reason = reasons.Where(r => r.AppliesTo == StageKind.Lost).ElementAt(random.Next(5));
                Enter(pipeline.Lost);
                break;
            }

            if (++place == open.Count)
            {
                reason = reasons.First(r => r.AppliesTo == StageKind.Won);
                Enter(pipeline.Won);
                break;
            }

            Enter(open[place]);
        }

        var amount = (long)(Math.Exp(random.NextDouble() * 4) * 20_000) * 10_000;
        Set(deal, "Id", id, "Number", string.Create(CultureInfo.InvariantCulture, $"B-{number}"), "OwnerId", Text(seller.Id.Value), "TeamId", Text(seller.TeamId!.Value.Value));
        Set(deal, "StageId", Text(now!.Id.Value), "LastOpenStageId", Text(last.Id.Value), "Status", now.Kind.ToString(), "Probability", now.Probability);
        Set(deal, "Amount_Amount", amount, "ExpectedRevenue_Amount", (long)(amount * now.Probability), "ForecastCategory", now.ForecastCategory.ToString());
        Set(deal, "CreatedAt", created.UtcTicks, "UpdatedAt", change.Parameters["@At"].Value!, "StageEnteredAt", change.Parameters["@At"].Value!, "CreatedOn", day);
        Set(deal, "SourceId", source, "FurthestStageId", Text((now.Kind == StageKind.Won ? now : last).Id.Value), "CloseReasonId", reason is null ? DBNull.Value : Text(reason.Id.Value));
        Set(deal, "ClosedOn", reason is null ? DBNull.Value : at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "PipelineId", Text(pipeline.Id.Value));
        deal.ExecuteNonQuery();

        void Enter(Stage stage)
        {
            var before = sequence == 0 ? created.UtcTicks : (long)change.Parameters["@At"].Value!;
            Set(change, "OpportunityId", id, "Sequence", ++sequence, "FromStageId", now is null ? DBNull.Value : Text(now.Id.Value), "ToStageId", Text(stage.Id.Value));
            Set(change, "TimeInFrom", now is null ? DBNull.Value : at.UtcTicks - before, "At", at.UtcTicks, "CreatedOn", day, "TeamId", Text(seller.TeamId!.Value.Value));
            change.ExecuteNonQuery();
            now = stage;
            if (stage.Kind == StageKind.Open) last = stage;
        }
    }

    /// <summary>An insert of all columns, with what a template row has in them.</summary>
    private static SqliteCommand Insert(SqliteConnection connection, string table, string isTemplate)
    {
        var insert = connection.CreateCommand();
        using var read = connection.CreateCommand();
        read.CommandText = $"SELECT * FROM \"{table}\" WHERE {isTemplate}";
        using var row = read.ExecuteReader();
        row.Read();
        var columns = Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToList();
        for (var i = 0; i < columns.Count; i++) insert.Parameters.AddWithValue($"@{columns[i]}", row.GetValue(i));
        insert.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select(c => $"@{c}"))})";
        return insert;
    }

    private static void Set(SqliteCommand insert, params ReadOnlySpan<object> namesAndValues)
    {
        for (var i = 0; i < namesAndValues.Length; i += 2) insert.Parameters[$"@{namesAndValues[i]}"].Value = namesAndValues[i + 1];
    }

    private static string Text(Guid id) => id.ToString().ToUpperInvariant();

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 3600;
        command.ExecuteNonQuery();
    }
}
