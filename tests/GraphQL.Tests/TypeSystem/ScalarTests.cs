using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Tests.TypeSystem;

public sealed class ScalarTests
{
    private static readonly Dictionary<string, ScalarType> ByName =
        BuiltInScalars.Specified.Concat(BuiltInScalars.Custom).ToDictionary(s => s.Name);

    [Theory]
    [InlineData("Int", "1", "1")]
    [InlineData("Int", "-2147483648", "-2147483648")]
    [InlineData("Int", "2147483648", "! Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "1.0", "! Int cannot represent non-integer value: 1.0")]
    [InlineData("Int", "\"1\"", "! Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "[1, {a: $x}]", "! Int cannot represent non-integer value: [1, { a: $x }]")]
    [InlineData("Float", "1", "1")]
    [InlineData("Float", "1.5e3", "1500")]
    [InlineData("Float", "1e400", "! Float cannot represent non numeric value: 1e400")]
    [InlineData("Float", "true", "! Float cannot represent non numeric value: true")]
    [InlineData("String", "\"a\\\"\\u00e9\"", "\"a\\\"é\"")]
    [InlineData("String", "\"\"\"\n  two\n  lines\"\"\"", "\"two\\nlines\"")]
    [InlineData("String", "ENUM", "! String cannot represent a non string value: ENUM")]
    [InlineData("Boolean", "true", "true")]
    [InlineData("Boolean", "\"true\"", "! Boolean cannot represent a non boolean value: \"true\"")]
    [InlineData("ID", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("ID", "\"a\"", "\"a\"")]
    [InlineData("ID", "1.5", "! ID cannot represent a non-string and non-integer value: 1.5")]
    [InlineData("DateTime", "\"2026-03-01T08:30:00+08:00\"", "\"2026-03-01T00:30:00Z\"")]
    [InlineData("DateTime", "\"2026-03-01t08:30:00.1230000z\"", "\"2026-03-01T08:30:00.123Z\"")]
    [InlineData("DateTime", "\"2026-03-01T08:30:00.1234567-00:30\"", "\"2026-03-01T09:00:00.1234567Z\"")]
    [InlineData("DateTime", "\"2026-03-01T08:30:00\"", "! DateTime cannot represent a value that is not an RFC 3339 date and time with offset: \"2026-03-01T08:30:00\"")]
    [InlineData("DateTime", "\"2026-02-30T08:30:00Z\"", "! DateTime cannot represent a value that is not an RFC 3339 date and time with offset: \"2026-02-30T08:30:00Z\"")]
    [InlineData("DateTime", "\"2026-03-01T08:30:00.12345678Z\"", "! DateTime cannot represent a value that is not an RFC 3339 date and time with offset: \"2026-03-01T08:30:00.12345678Z\"")]
    [InlineData("DateTime", "\"2026-03-01T08:30:00+0800\"", "! DateTime cannot represent a value that is not an RFC 3339 date and time with offset: \"2026-03-01T08:30:00+0800\"")]
    [InlineData("DateTime", "\"0001-01-01T00:00:00+14:00\"", "! DateTime cannot represent a value that is not an RFC 3339 date and time with offset: \"0001-01-01T00:00:00+14:00\"")]
    [InlineData("DateTime", "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59.9999999Z\"")]
    [InlineData("DateTime", "1", "! DateTime cannot represent a non string value: 1")]
    [InlineData("Date", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("Date", "\"2026-02-29\"", "! Date cannot represent a value that is not an ISO 8601 date: \"2026-02-29\"")]
    [InlineData("Duration", "\"P3DT4H\"", "\"P3DT4H\"")]
    [InlineData("Duration", "\"P2W\"", "\"P14D\"")]
    [InlineData("Duration", "\"PT0S\"", "\"PT0S\"")]
    [InlineData("Duration", "\"-PT90M\"", "\"-PT1H30M\"")]
    [InlineData("Duration", "\"PT0.5S\"", "\"PT0.5S\"")]
    [InlineData("Duration", "\"P10675199DT2H48M5.4775807S\"", "\"P10675199DT2H48M5.4775807S\"")]
    [InlineData("Duration", "\"P10675199DT2H48M5.4775808S\"", "! Duration cannot represent a value that is not an ISO 8601 duration of weeks, days, hours, minutes and seconds: \"P10675199DT2H48M5.4775808S\"")]
    [InlineData("Duration", "\"P1M\"", "! Duration cannot represent a value that is not an ISO 8601 duration of weeks, days, hours, minutes and seconds: \"P1M\"")]
    [InlineData("Duration", "\"PT\"", "! Duration cannot represent a value that is not an ISO 8601 duration of weeks, days, hours, minutes and seconds: \"PT\"")]
    [InlineData("Duration", "\"PT1M1H\"", "! Duration cannot represent a value that is not an ISO 8601 duration of weeks, days, hours, minutes and seconds: \"PT1M1H\"")]
    [InlineData("Duration", "\"PT1.5H\"", "! Duration cannot represent a value that is not an ISO 8601 duration of weeks, days, hours, minutes and seconds: \"PT1.5H\"")]
    [InlineData("Decimal", "\"1234.50\"", "\"1234.50\"")]
    [InlineData("Decimal", "1234.50", "\"1234.50\"")]
    [InlineData("Decimal", "-7", "\"-7\"")]
    [InlineData("Decimal", "1.5e2", "\"150\"")]
    [InlineData("Decimal", "79228162514264337593543950335", "\"79228162514264337593543950335\"")]
    [InlineData("Decimal", "79228162514264337593543950336", "! Decimal cannot represent a value that is not an exact decimal number: 79228162514264337593543950336")]
    [InlineData("Decimal", "\"0.00000000000000000000000000001\"", "! Decimal cannot represent a value that is not an exact decimal number: \"0.00000000000000000000000000001\"")]
    [InlineData("Decimal", "\"1.00000000000000000000000000000000000000000\"", "\"1.0000000000000000000000000000\"")]
    [InlineData("Decimal", "\"1,234\"", "! Decimal cannot represent a value that is not an exact decimal number: \"1,234\"")]
    [InlineData("Decimal", "\" 1\"", "! Decimal cannot represent a value that is not an exact decimal number: \" 1\"")]
    [InlineData("Decimal", "\"\"", "! Decimal cannot represent a value that is not an exact decimal number: \"\"")]
    [InlineData("Long", "9223372036854775807", "9223372036854775807")]
    [InlineData("Long", "9223372036854775808", "! Long cannot represent non 64-bit signed integer value: 9223372036854775808")]
    [InlineData("Long", "\"1\"", "! Long cannot represent non-integer value: \"1\"")]
    [InlineData("CurrencyCode", "\"CNY\"", "\"CNY\"")]
    [InlineData("CurrencyCode", "\"cny\"", "! CurrencyCode cannot represent a value that is not three upper-case letters (ISO 4217): \"cny\"")]
    [InlineData("CurrencyCode", "CNY", "! CurrencyCode cannot represent a non string value: CNY")]
    [InlineData("EmailAddress", "\"li.wei+crm@mail.example.cn\"", "\"li.wei+crm@mail.example.cn\"")]
    [InlineData("EmailAddress", "\"李伟@例子.中国\"", "\"李伟@例子.中国\"")]
    [InlineData("EmailAddress", "\"li@wei@example.cn\"", "! EmailAddress cannot represent a value that is not an e-mail address: \"li@wei@example.cn\"")]
    [InlineData("EmailAddress", "\"li..wei@example.cn\"", "! EmailAddress cannot represent a value that is not an e-mail address: \"li..wei@example.cn\"")]
    [InlineData("EmailAddress", "\"@example.cn\"", "! EmailAddress cannot represent a value that is not an e-mail address: \"@example.cn\"")]
    [InlineData("URL", "\"https://example.com/a?b=c#d\"", "\"https://example.com/a?b=c#d\"")]
    [InlineData("URL", "\"javascript:alert(1)\"", "! URL cannot represent a value that is not an absolute http or https address: \"javascript:alert(1)\"")]
    [InlineData("URL", "\"/relative\"", "! URL cannot represent a value that is not an absolute http or https address: \"/relative\"")]
    [InlineData("Any", "{a: [1, 2.50, \"x\", true, null, E], b: {}}", "{\"a\":[1,2.50,\"x\",true,null,\"E\"],\"b\":{}}")]
    public void A_literal_is_read_and_written_back_or_refused(string scalar, string literal, string expected)
    {
        var read = ByName[scalar].TryReadLiteral(Parser.ParseValue(literal), out var value, out var error);
        Assert.Equal(expected, read ? Write(ByName[scalar], value) : "! " + error);
    }

    [Theory]
    [InlineData("Int", "1.0", "1")]
    [InlineData("Int", "1e3", "1000")]
    [InlineData("Int", "1.5", "! Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "2147483648", "! Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "1e100", "! Int cannot represent non 32-bit signed integer value: 1e+100")]
    [InlineData("Int", "\"1\"", "! Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "{\"a\": {\"b\": {\"c\": 1}}}", "! Int cannot represent non-integer value: { a: { b: [Object] } }")]
    [InlineData("Int", "[1,2,3,4,5,6,7,8,9,10,11,12]", "! Int cannot represent non-integer value: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 2 more items]")]
    [InlineData("Float", "1e400", "! Float cannot represent non numeric value: Infinity")]
    [InlineData("Float", "0.1", "0.1")]
    [InlineData("String", "\"\\ud83d\\ude00\"", "\"😀\"")]
    [InlineData("String", "\"\\ud83d\"", "! String cannot represent a non string value: \"\\ud83d\"")]
    [InlineData("String", "12", "! String cannot represent a non string value: 12")]
    [InlineData("Boolean", "false", "false")]
    [InlineData("Boolean", "0", "! Boolean cannot represent a non boolean value: 0")]
    [InlineData("ID", "123456789012345678901", "\"123456789012345678901\"")]
    [InlineData("ID", "1.0", "\"1\"")]
    [InlineData("ID", "1.5", "! ID cannot represent value: 1.5")]
    [InlineData("ID", "true", "! ID cannot represent value: true")]
    [InlineData("Decimal", "0.1000", "\"0.1000\"")]
    [InlineData("Decimal", "1E2", "\"100\"")]
    [InlineData("Decimal", "true", "! Decimal cannot represent a value that is not an exact decimal number: true")]
    [InlineData("Long", "9007199254740993", "9007199254740993")]
    [InlineData("Long", "1e3", "1000")]
    [InlineData("Long", "1e300", "! Long cannot represent non 64-bit signed integer value: 1e+300")]
    [InlineData("DateTime", "\"2026-03-01T08:30:00Z\"", "\"2026-03-01T08:30:00Z\"")]
    [InlineData("Any", "{ \"a\\u0041\" :\n [ 1.50 , \"\\u00e9\" ] }", "{\"a\\u0041\":[1.50,\"\\u00e9\"]}")]
    public void A_json_value_is_read_and_written_back_or_refused(string scalar, string json, string expected)
    {
        var read = ByName[scalar].TryReadJson(JsonElement.Parse(json), out var value, out var error);
        Assert.Equal(expected, read ? Write(ByName[scalar], value) : "! " + error);
    }

    public static TheoryData<string, object, string> Results => new()
    {
        { "Int", (byte)7, "7" },
        { "Int", 5L, "5" },
        { "Int", 5_000_000_000L, "! Int cannot represent non 32-bit signed integer value: 5000000000" },
        { "Int", true, "1" },
        { "Int", "42", "42" },
        { "Int", "", "! Int cannot represent non-integer value: \"\"" },
        { "Int", 1.5, "! Int cannot represent non-integer value: 1.5" },
        { "Int", "4.5", "! Int cannot represent non-integer value: \"4.5\"" },
        { "Float", 3, "3" },
        { "Float", 0.1f, "0.1" },
        { "Float", 2.5m, "2.5" },
        { "Float", double.NaN, "! Float cannot represent non numeric value: NaN" },
        { "Float", double.NegativeInfinity, "! Float cannot represent non numeric value: -Infinity" },
        { "Float", "x", "! Float cannot represent non numeric value: \"x\"" },
        { "String", 12, "\"12\"" },
        { "String", false, "\"false\"" },
        { "String", 0.5, "\"0.5\"" },
        { "String", new object[] { 1 }, "! String cannot represent value: [Array]" },
        { "Boolean", 0, "false" },
        { "Boolean", 2.5, "true" },
        { "Boolean", "true", "! Boolean cannot represent a non boolean value: \"true\"" },
        { "ID", 12, "\"12\"" },
        { "ID", new Guid("0196f3a0-0000-7000-8000-000000000001"), "\"0196f3a0-0000-7000-8000-000000000001\"" },
        { "ID", 1.5, "! ID cannot represent value: 1.5" },
        { "DateTime", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)).AddTicks(1_200_000), "\"2026-01-01T19:04:05.12Z\"" },
        { "DateTime", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "\"2026-01-02T03:04:05Z\"" },
        { "DateTime", new DateTime(2026, 1, 2), "! DateTime cannot represent value: 01/02/2026 00:00:00" },
        { "Date", new DateOnly(987, 1, 2), "\"0987-01-02\"" },
        { "Duration", TimeSpan.MinValue, "\"-P10675199DT2H48M5.4775808S\"" },
        { "Decimal", 12.30m, "\"12.30\"" },
        { "Decimal", 12, "\"12\"" },
        { "Decimal", 1.5, "! Decimal cannot represent a value that is not an exact decimal number: 1.5" },
        { "Long", 12, "12" },
        { "Long", ulong.MaxValue, "! Long cannot represent non 64-bit signed integer value: 18446744073709551615" },
        { "URL", new Uri("https://example.com/%E4%BE%8B"), "\"https://example.com/%E4%BE%8B\"" },
        { "CurrencyCode", 1, "! CurrencyCode cannot represent value: 1" },
        { "Any", new Dictionary<string, object?> { ["a"] = null, ["b"] = new object[] { 1L, 2.5, "x" } }, "{\"a\":null,\"b\":[1,2.5,\"x\"]}" },
        { "Any", new object[] { double.NaN }, "! Any cannot represent value: [Array]" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_is_written_or_refused(string scalar, object value, string expected)
    {
        using var buffer = new JsonBuffer();
        var written = ByName[scalar].TryWrite(value, buffer, out var error);
        Assert.Equal(expected, written ? Encoding.UTF8.GetString(buffer.WrittenSpan) : "! " + error);
        if (!written)
            Assert.Equal(0, buffer.Position);
    }

    [Fact]
    public void An_object_that_contains_itself_is_refused()
    {
        var endless = new Dictionary<string, object?>();
        endless["self"] = endless;
        using var buffer = new JsonBuffer();
        buffer.WriteRaw("x"u8);
        Assert.False(BuiltInScalars.Any.TryWrite(endless, buffer, out _));
        Assert.Equal(1, buffer.Position);
    }

    [Fact]
    public void A_long_value_is_cut_in_messages()
    {
        Assert.False(BuiltInScalars.Int.TryReadJson(JsonElement.Parse($"\"{new string('a', 100_000)}\""), out _, out var error));
        Assert.Equal("Int cannot represent non-integer value: \"" + new string('a', 999) + "…", error);
    }

    [Theory]
    [InlineData("ID", "\"12\"", "12")]
    [InlineData("ID", "\"012\"", "\"012\"")]
    [InlineData("Float", "1e21", "1e+21")]
    [InlineData("Float", "0.0000001", "1e-7")]
    [InlineData("Float", "100.0", "100")]
    [InlineData("Decimal", "1.10", "\"1.10\"")]
    [InlineData("Any", "{a: [1, \"b\"]}", "{ a: [1, \"b\"] }")]
    [InlineData("Duration", "\"PT60S\"", "\"PT1M\"")]
    public void A_value_has_a_literal(string scalar, string literal, string expected)
    {
        Assert.True(ByName[scalar].TryReadLiteral(Parser.ParseValue(literal), out var value, out _));
        Assert.Equal(expected, InlineText.Of(ByName[scalar].ToLiteral(value!)));
    }

    private static string Write(ScalarType scalar, object? value)
    {
        using var buffer = new JsonBuffer();
        Assert.True(scalar.TryWrite(value!, buffer, out var error), error);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
