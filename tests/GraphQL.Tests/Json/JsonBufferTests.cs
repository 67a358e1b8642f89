using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.Tests.Json;

public sealed class JsonBufferTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("quote \" backslash \\ slash /")]
    [InlineData("\0\u0001\b\t\n\u000b\f\r\u001f\u007f")]
    [InlineData("line \u2028 paragraph \u2029")]
    [InlineData("需求确认 é ß")]
    [InlineData("😀 in \"quotes\" 👩‍👩‍👧")]
    public void A_string_reads_back_as_it_was(string value)
    {
        using var buffer = new JsonBuffer(1);
        buffer.WriteString(value);
        Assert.Equal(value, JsonSerializer.Deserialize<string>(buffer.WrittenSpan));
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("a\ude00b")]
    [InlineData("\ud83dx\ud83d\ude00\ud83d")]
    [InlineData("\ude00\ud83d")]
    public void An_unpaired_surrogate_becomes_the_replacement_character(string value)
    {
        using var buffer = new JsonBuffer(1);
        buffer.WriteString(value);
        var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
        Assert.Equal(expected, JsonSerializer.Deserialize<string>(buffer.WrittenSpan));
    }

    [Fact]
    public void Random_strings_read_back_as_they_were()
    {
        var random = new Random(20260301);
        char[] alphabet = ['a', '"', '\\', '\n', '\u0000', '\u001f', 'é', '中', '\u2028', '\ud83d', '\ude00', '\uffff', '/', ' '];
        using var buffer = new JsonBuffer(1);
        for (var i = 0; i < 5_000; i++)
        {
            var value = new string(random.GetItems(alphabet, random.Next(0, 40)));
            buffer.Reset();
            buffer.WriteString(value);
            Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)), JsonSerializer.Deserialize<string>(buffer.WrittenSpan));
        }
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_integer_reads_back_as_it_was(long value)
    {
        using var buffer = new JsonBuffer(1);
        buffer.WriteNumber(value);
        Assert.Equal(value, JsonSerializer.Deserialize<long>(buffer.WrittenSpan));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(1e21)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(1.0 / 3)]
    public void A_double_reads_back_as_it_was(double value)
    {
        using var buffer = new JsonBuffer(1);
        buffer.WriteNumber(value);
        Assert.Equal(value, JsonSerializer.Deserialize<double>(buffer.WrittenSpan));
    }

    [Fact]
    public void Truncate_goes_back_to_an_earlier_position()
    {
        using var buffer = new JsonBuffer();
        buffer.WriteRaw("{\"a\":"u8);
        var savepoint = buffer.Position;
        buffer.WriteString("half \"written\" 中");
        buffer.Truncate(savepoint);
        buffer.WriteNull();
        buffer.WriteByte((byte)'}');
        Assert.Equal("{\"a\":null}", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Growth_keeps_what_was_written()
    {
        using var buffer = new JsonBuffer(1);
        buffer.WriteByte((byte)'[');
        for (var i = 0; i < 10_000; i++)
        {
            if (i > 0)
                buffer.WriteRaw(","u8);
            switch (i % 4)
            {
                case 0: buffer.WriteNumber((long)i); break;
                case 1: buffer.WriteString($"\"{i}\""); break;
                case 2: buffer.WriteBoolean(i % 3 == 0); break;
                default: buffer.WriteQuoted(new Guid(i, 0, 0, new byte[8])); break;
            }
        }

        buffer.WriteByte((byte)']');
        var json = JsonElement.Parse(buffer.WrittenSpan);
        Assert.Equal(10_000, json.GetArrayLength());
        Assert.Equal(9_996, json[9_996].GetInt32());
        Assert.Equal("\"9997\"", json[9_997].GetString());
        Assert.Equal(new Guid(9_999, 0, 0, new byte[8]), json[9_999].GetGuid());
    }

    [Fact]
    public void A_quoted_value_may_be_longer_than_the_first_guess()
    {
        using var buffer = new JsonBuffer(1);
        buffer.WriteQuoted(Int128.MinValue, "D200");
        Assert.Equal(203, buffer.Position);
        Assert.Equal('"', (char)buffer.WrittenSpan[^1]);
    }

    [Fact]
    public void It_is_a_buffer_writer()
    {
        using var buffer = new JsonBuffer(1);
        "abc"u8.CopyTo(buffer.GetSpan(3));
        buffer.Advance(3);
        Assert.True(buffer.GetMemory().Length > 0);
        Assert.Equal("abc", Encoding.UTF8.GetString(buffer.WrittenMemory.Span));
    }

    [Fact]
    public void A_disposed_buffer_holds_nothing()
    {
        var buffer = new JsonBuffer();
        buffer.WriteNull();
        buffer.Dispose();
        buffer.Dispose();
        Assert.Equal(0, buffer.Position);
    }
}
