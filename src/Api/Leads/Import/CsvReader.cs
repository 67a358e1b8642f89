using System.Buffers;
using System.Text;

namespace CrmGraph.Api.Leads.Import;

/// <summary>
/// Reads CSV (RFC 4180) record by record from a text that is in memory already: quoted fields with doubled quotes and line ends inside,
/// CRLF, LF or CR between records, a byte order mark in front. Fields are separated by commas, or by semicolons or tabs if the
/// header line has more of those, as spreadsheets of some countries write it. Lines without any text are passed over.
/// </summary>
internal sealed class CsvReader
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly string _text;
    private readonly char _separator;
    private readonly SearchValues<char> _ends;
    private readonly StringBuilder _unescaped = new();
    private int _at;

    internal CsvReader(string text)
    {
        _text = text;
        _at = text.StartsWith('\uFEFF') ? 1 : 0;
        var end = text.AsSpan(_at).IndexOfAny(LineEnds);
        var header = end < 0 ? text.AsSpan(_at) : text.AsSpan(_at, end);
        _separator = header.Count('\t') > header.Count(',') ? '\t' : header.Count(';') > header.Count(',') ? ';' : ',';
        _ends = SearchValues.Create(_separator, '\r', '\n');
    }

    /// <summary>What is wrong with the quotes of the record; null if nothing is.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Reads the next record.</summary>
    /// <param name="fields">Takes the fields.</param>
    /// <returns>False at the end of the text.</returns>
    internal bool Read(List<string> fields)
    {
        while (_at < _text.Length)
        {
            fields.Clear();
            Problem = null;
            do fields.Add(ReadField());
            while (TakeSeparator());
            TakeLineEnd();
            if (fields.Count > 1 || fields[0].AsSpan().Trim().Length > 0 || Problem is not null) return true;
        }
        return false;
    }

    private string ReadField()
    {
        if (_at < _text.Length && _text[_at] == '"') return ReadQuoted();
        var length = _text.AsSpan(_at).IndexOfAny(_ends);
        if (length < 0) length = _text.Length - _at;
        var field = _text.Substring(_at, length);
        _at += length;
        return field;
    }

    private string ReadQuoted()
    {
        _at++;
        _unescaped.Clear();
        while (true)
        {
            var length = _text.AsSpan(_at).IndexOf('"');
            if (length < 0)
            {
                Problem = "A field that begins with a quote does not end with one; write a quote inside a field twice.";
                _at = _text.Length;
                return "";
            }
            _unescaped.Append(_text, _at, length);
            _at += length + 1;
            if (_at >= _text.Length || _text[_at] != '"') break;
            _unescaped.Append('"');
            _at++;
        }
        var rest = _at < _text.Length ? ReadRest() : "";
        if (rest.Length > 0) Problem = "There is text behind the closing quote of a field; write a quote inside a field twice.";
        return _unescaped.ToString();
    }

    private string ReadRest()
    {
        var length = _text.AsSpan(_at).IndexOfAny(_ends);
        if (length < 0) length = _text.Length - _at;
        var rest = _text.Substring(_at, length).Trim();
        _at += length;
        return rest;
    }

    private bool TakeSeparator()
    {
        if (_at >= _text.Length || _text[_at] != _separator) return false;
        _at++;
        return true;
    }

    private void TakeLineEnd()
    {
        if (_at < _text.Length && _text[_at] == '\r') _at++;
        if (_at < _text.Length && _text[_at] == '\n') _at++;
    }
}
