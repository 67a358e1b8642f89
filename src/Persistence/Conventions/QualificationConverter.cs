using System.Text.Encodings.Web;
using System.Text.Json;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores an assessment as JSON: it is read and written as a whole, and is small.</summary>
internal sealed class QualificationConverter() : ValueConverter<Qualification, string>(value => Write(value), text => Read(text))
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(Qualification value) => JsonSerializer.Serialize(
        new Stored(
            value.Framework.ToString(),
            value.AssessedById.Value,
            value.AssessedAt,
            [.. value.Answers.Select(a => new StoredAnswer(a.Framework.ToString(), a.Key, a.Answer.ToString(), a.Evidence, a.By.Value, a.At))]),
        Options);

    internal static Qualification Read(string text)
    {
        var stored = JsonSerializer.Deserialize<Stored>(text, Options) ?? throw new InvalidOperationException("A stored assessment is empty.");
        return new Qualification(
            Enum.Parse<QualificationFramework>(stored.Framework),
            stored.Answers.Select(a => new KeptAnswer(
                Enum.Parse<QualificationFramework>(a.Framework), a.Key, Enum.Parse<CriterionAnswer>(a.Answer), a.Evidence, new UserId(a.By), a.At)),
            new UserId(stored.By),
            stored.At);
    }

    private sealed record Stored(string Framework, Guid By, DateTimeOffset At, IReadOnlyList<StoredAnswer> Answers);

    private sealed record StoredAnswer(string Framework, string Key, string Answer, string? Evidence, Guid By, DateTimeOffset At);
}
