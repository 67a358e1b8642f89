using System.Globalization;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;

namespace CrmGraph.Api.Leads.Import;

/// <summary>What is wrong with a row of a CSV.</summary>
/// <param name="Row">The row, counted from 1; 0 is the header line.</param>
/// <param name="Column">The column, as the header calls it; null if it is about the whole row.</param>
/// <param name="Message">What is wrong and what to change.</param>
internal sealed record ImportProblem(int Row, string? Column, string Message);

/// <summary>A row that was read.</summary>
/// <param name="Number">The row, counted from 1.</param>
/// <param name="Details">What it says of the lead; not checked.</param>
internal readonly record struct LeadRow(int Number, LeadDetails Details);

/// <summary>Reads leads from a CSV whose header line names the columns in English or Chinese, in any order, case and spacing.</summary>
internal sealed class LeadCsv
{
    private static readonly Dictionary<string, LeadField> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = LeadField.Name,
        ["fullname"] = LeadField.Name,
        ["contact"] = LeadField.Name,
        ["contactname"] = LeadField.Name,
        ["姓名"] = LeadField.Name,
        ["联系人"] = LeadField.Name,
        ["联系人姓名"] = LeadField.Name,
        ["客户姓名"] = LeadField.Name,
        ["company"] = LeadField.Company,
        ["companyname"] = LeadField.Company,
        ["organization"] = LeadField.Company,
        ["公司"] = LeadField.Company,
        ["公司名称"] = LeadField.Company,
        ["企业"] = LeadField.Company,
        ["企业名称"] = LeadField.Company,
        ["单位"] = LeadField.Company,
        ["title"] = LeadField.Title,
        ["jobtitle"] = LeadField.Title,
        ["position"] = LeadField.Title,
        ["职位"] = LeadField.Title,
        ["职务"] = LeadField.Title,
        ["email"] = LeadField.Email,
        ["emailaddress"] = LeadField.Email,
        ["mail"] = LeadField.Email,
        ["邮箱"] = LeadField.Email,
        ["电子邮箱"] = LeadField.Email,
        ["电子邮件"] = LeadField.Email,
        ["邮件"] = LeadField.Email,
        ["phone"] = LeadField.Phone,
        ["phonenumber"] = LeadField.Phone,
        ["telephone"] = LeadField.Phone,
        ["mobile"] = LeadField.Phone,
        ["电话"] = LeadField.Phone,
        ["手机"] = LeadField.Phone,
        ["手机号"] = LeadField.Phone,
        ["联系电话"] = LeadField.Phone,
        ["电话号码"] = LeadField.Phone,
        ["industry"] = LeadField.Industry,
        ["行业"] = LeadField.Industry,
        ["所属行业"] = LeadField.Industry,
        ["region"] = LeadField.Region,
        ["地区"] = LeadField.Region,
        ["区域"] = LeadField.Region,
        ["大区"] = LeadField.Region,
        ["employees"] = LeadField.Employees,
        ["numberofemployees"] = LeadField.Employees,
        ["员工数"] = LeadField.Employees,
        ["员工人数"] = LeadField.Employees,
        ["人数"] = LeadField.Employees,
        ["need"] = LeadField.Need,
        ["needs"] = LeadField.Need,
        ["需求"] = LeadField.Need,
        ["客户需求"] = LeadField.Need,
    };

    private readonly string _text;
    private readonly string[] _header;
    private readonly Dictionary<LeadField, int> _columns = [];

    /// <summary>Reads the header line.</summary>
    /// <param name="text">The CSV.</param>
    /// <param name="problems">Takes what is wrong with the header: unknown, doubled and missing columns.</param>
    internal LeadCsv(string text, ImportProblems problems)
    {
        _text = text;
        var reader = new CsvReader(text);
        List<string> header = [];
        if (!reader.Read(header)) problems.Add(new ImportProblem(0, null, "The CSV is empty; its first line names the columns."));
        if (reader.Problem is { } broken) problems.Add(new ImportProblem(0, null, broken));
        _header = [.. header.Select(h => h.Trim())];
        for (var i = 0; i < _header.Length; i++)
        {
            if (!Names.TryGetValue(Normalize(_header[i]), out var field))
                problems.Add(new ImportProblem(0, _header[i], $"There is no column {(_header[i].Length == 0 ? "without a name" : _header[i])}; the columns are name, company, title, email, phone, industry, region, employees and need."));
            else if (!_columns.TryAdd(field, i))
                problems.Add(new ImportProblem(0, _header[i], $"The column {_header[i]} means the same as {_header[_columns[field]]}; leave one out."));
        }
        HasNames = _columns.ContainsKey(LeadField.Name);
        if (header.Count > 0 && !HasNames) problems.Add(new ImportProblem(0, "name", "The column name (姓名) is missing."));
    }

    /// <summary>Whether there is a column with names; without one no row can be a lead.</summary>
    internal bool HasNames { get; }

    /// <summary>Reads the rows; one after the other, so that the caller may take a part of them at a time.</summary>
    /// <param name="problems">Takes what is wrong with rows that can't be read. Null if they are known to be right.</param>
    internal IEnumerable<LeadRow> Rows(ImportProblems? problems)
    {
        var reader = new CsvReader(_text);
        List<string> fields = [];
        reader.Read(fields);
        for (var row = 1; reader.Read(fields); row++)
        {
            if (reader.Problem is { } broken) problems?.Add(new ImportProblem(row, null, broken));
            else if (fields.Count != _header.Length) problems?.Add(new ImportProblem(row, null, string.Create(CultureInfo.InvariantCulture, $"The row has {fields.Count} fields, the header has {_header.Length}.")));
            yield return new LeadRow(row, DetailsOf(row, fields, problems));
        }
    }

    /// <summary>What the header calls a field of the lead.</summary>
    internal string ColumnOf(string field) => _columns.TryGetValue(Enum.Parse<LeadField>(field, ignoreCase: true), out var column) ? _header[column] : field;

    private LeadDetails DetailsOf(int row, List<string> fields, ImportProblems? problems)
    {
        int? employees = null;
        if (Text(LeadField.Employees) is { } number)
        {
            if (int.TryParse(number, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)) employees = count;
            else problems?.Add(new ImportProblem(row, ColumnOf("employees"), $"{ColumnOf("employees")} must be a whole number like 250."));
        }
        return new LeadDetails
        {
            Name = Text(LeadField.Name) ?? "",
            Company = Text(LeadField.Company),
            Title = Text(LeadField.Title),
            Email = Text(LeadField.Email),
            Phone = Text(LeadField.Phone),
            Industry = Text(LeadField.Industry),
            Region = Text(LeadField.Region),
            Employees = employees,
            Need = Text(LeadField.Need),
        };

        string? Text(LeadField field) => _columns.TryGetValue(field, out var column) && column < fields.Count && !string.IsNullOrWhiteSpace(fields[column]) ? fields[column].Trim() : null;
    }

    private static string Normalize(string header) => string.Concat(header.Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-' or '.')));
}
