using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CrmGraph.Testing.SqlServer;

/// <summary>Lets the parser of SQL Server's own tools read T-SQL, as SQL Server 2019 understands it.</summary>
public static class TransactSql
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new();
    private static int _count;

    /// <summary>How many texts have been read in this test run; one that came again counts again.</summary>
    public static int Count => Volatile.Read(ref _count);

    /// <summary>What is wrong with a batch or script; empty if nothing is.</summary>
    public static IReadOnlyList<string> ErrorsOf(string text)
    {
        Interlocked.Increment(ref _count);
        return Known.GetOrAdd(text, static text =>
        {
            using var reader = new StringReader(text);
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
            return [.. errors.Select(e => $"({e.Line},{e.Column}) {e.Message}")];
        });
    }

    /// <summary>A command as the server gets it: the declarations of its parameters, and its text.</summary>
    public static string BatchOf(DbCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var batch = new StringBuilder();
        foreach (SqlParameter parameter in command.Parameters) batch.Append("DECLARE ").Append('@').Append(parameter.ParameterName.TrimStart('@')).Append(' ').Append(TypeOf(parameter)).Append(";\n");
        return batch.Append(command.CommandText).ToString();
    }

    private static string TypeOf(SqlParameter parameter) => parameter.SqlDbType switch
    {
        SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary when parameter.Size is > 0 and <= 4000 => $"{parameter.SqlDbType}({parameter.Size})",
        SqlDbType.NVarChar or SqlDbType.VarChar or SqlDbType.VarBinary => $"{parameter.SqlDbType}(max)",
        var type => type.ToString(),
    };
}
