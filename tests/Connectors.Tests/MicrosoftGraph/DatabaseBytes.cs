using System.Text;
using CrmGraph.Testing.Databases;
using Microsoft.Data.Sqlite;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What a SQLite database is on the disk: the file, and the logs beside it, as they are while a server runs.</summary>
internal static class DatabaseBytes
{
    internal static async Task<byte[]> ReadAsync(TestDatabase database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        using var all = new MemoryStream();
        foreach (var part in new[] { file, $"{file}-wal", $"{file}-journal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        }
        return all.ToArray();
    }

    /// <summary>Whether a text is in it.</summary>
    internal static bool Hold(this byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
