using System.Collections;
using System.Data.Common;

namespace CrmGraph.Testing.SqlServer;

/// <summary>The answer to a save: each of its statements has touched its one row, and has left no value in it that anybody did not know.</summary>
internal sealed class OneRowEach : DbDataReader
{
    private const int MostStatements = 4000;

    private bool _isRead;
    private int _results;

    public override int Depth => 0;

    public override int FieldCount => 1;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => 1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(0);

    public override bool Read()
    {
        var isFirst = !_isRead;
        _isRead = true;
        return isFirst;
    }

    public override bool NextResult()
    {
        _isRead = false;
        return ++_results < MostStatements;
    }

    public override bool GetBoolean(int ordinal) => false;

    public override byte GetByte(int ordinal) => 1;

    public override char GetChar(int ordinal) => '1';

    public override DateTime GetDateTime(int ordinal) => default;

    public override decimal GetDecimal(int ordinal) => 1;

    public override double GetDouble(int ordinal) => 1;

    public override float GetFloat(int ordinal) => 1;

    public override Guid GetGuid(int ordinal) => default;

    public override short GetInt16(int ordinal) => 1;

    public override int GetInt32(int ordinal) => 1;

    public override long GetInt64(int ordinal) => 1;

    // lists are kept as JSON
    public override string GetString(int ordinal) => "[]";

    public override object GetValue(int ordinal) => 1;

    public override int GetValues(object[] values) => 0;

    public override bool IsDBNull(int ordinal) => false;

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetDataTypeName(int ordinal) => "int";

    public override Type GetFieldType(int ordinal) => typeof(int);

    public override string GetName(int ordinal) => "1";

    public override int GetOrdinal(string name) => 0;

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);
}
