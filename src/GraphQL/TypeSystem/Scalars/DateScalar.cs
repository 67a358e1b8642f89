using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Date: a day of the calendar without time or zone, <c>2026-03-01</c>.</summary>
public sealed class DateScalar() : TextScalarType<DateOnly>(
    "Date", "A day of the calendar, ISO 8601: `2026-03-01`. It has no time and no time zone.", "https://scalars.graphql.org/chillicream/date.html")
{
    /// <inheritdoc/>
    protected override string Grammar => "an ISO 8601 date";

    /// <inheritdoc/>
    public override bool TryWrite(DateOnly value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteQuoted(value, "O");
        error = null;
        return true;
    }

    /// <inheritdoc/>
    protected override bool TryParse(string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);

    /// <inheritdoc/>
    protected override string Format(DateOnly value) => value.ToString("O", CultureInfo.InvariantCulture);
}
