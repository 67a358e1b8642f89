using System.Text.Encodings.Web;
using System.Text.Json;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores a short list of roles in one column, separated by commas.</summary>
internal sealed class RolesConverter() : ValueConverter<IReadOnlyList<Role>, string>(
    roles => string.Join(',', roles),
    text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>).ToArray());

internal sealed class RolesComparer() : ValueComparer<IReadOnlyList<Role>>(
    (left, right) => left == null ? right == null : right != null && left.SequenceEqual(right),
    roles => roles.Aggregate(0, HashCode.Combine),
    roles => roles);

/// <summary>Stores a short list of texts in one column, as JSON.</summary>
internal sealed class TextsConverter() : ValueConverter<IReadOnlyList<string>, string>(texts => Write(texts), json => Read(json))
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Write(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts, Options);

    private static string[] Read(string json) => JsonSerializer.Deserialize<string[]>(json, Options) ?? [];
}

internal sealed class TextsComparer() : ValueComparer<IReadOnlyList<string>>(
    (left, right) => left == null ? right == null : right != null && left.SequenceEqual(right),
    texts => texts.Aggregate(0, HashCode.Combine),
    texts => texts);
