using System.Text.Encodings.Web;
using System.Text.Json;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Conventions;

namespace CrmGraph.Persistence.Merging;

/// <summary>What it takes to part merged leads again.</summary>
/// <param name="Before">The survivor before the merge.</param>
/// <param name="After">The survivor after it.</param>
/// <param name="Merged">The merged leads before it.</param>
/// <param name="Followers">Leads that had been merged into one of these earlier, with the one.</param>
/// <param name="Moved">The rows that went along, by <see cref="LeadLink.Name"/> and the lead that they came from.</param>
internal sealed record MergeImages(
    LeadImage Before, LeadImage After, IReadOnlyList<LeadImage> Merged, IReadOnlyList<(LeadId Lead, LeadId From)> Followers, IReadOnlyList<MovedRows> Moved)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal string Write() => JsonSerializer.Serialize(
        new Stored(
            StoredImage.Of(Before),
            StoredImage.Of(After),
            [.. Merged.Select(StoredImage.Of)],
            [.. Followers.Select(f => new StoredFollower(f.Lead.Value, f.From.Value))],
            [.. Moved.Select(m => new StoredRows(m.Link, m.From.Value, m.Rows))]),
        Options);

    internal static MergeImages Read(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Options) ?? throw new InvalidOperationException("A stored merge is empty.");
        return new MergeImages(
            stored.Before.ToImage(),
            stored.After.ToImage(),
            [.. stored.Merged.Select(m => m.ToImage())],
            [.. stored.Followers.Select(f => (new LeadId(f.Lead), new LeadId(f.From)))],
            [.. stored.Moved.Select(m => new MovedRows(m.Link, new LeadId(m.From), m.Rows))]);
    }

    private sealed record Stored(
        StoredImage Before, StoredImage After, IReadOnlyList<StoredImage> Merged, IReadOnlyList<StoredFollower> Followers, IReadOnlyList<StoredRows> Moved);

    private sealed record StoredFollower(Guid Lead, Guid From);

    private sealed record StoredRows(string Link, Guid From, IReadOnlyList<Guid> Rows);

    private sealed record StoredImage(Guid Id, string Status, LeadDetails Details, Guid? OwnerId, Guid? TeamId, string? Qualification)
    {
        internal static StoredImage Of(LeadImage image) => new(
            image.Id.Value,
            image.Status.ToString(),
            image.Details,
            image.OwnerId?.Value,
            image.TeamId?.Value,
            image.Qualification is { } known ? QualificationConverter.Write(known) : null);

        internal LeadImage ToImage() => new(
            new LeadId(Id),
            Enum.Parse<LeadStatus>(Status),
            Details,
            OwnerId is { } owner ? new UserId(owner) : null,
            TeamId is { } team ? new TeamId(team) : null,
            Qualification is { } text ? QualificationConverter.Read(text) : null);
    }
}

/// <summary>Rows of one table that came from one lead.</summary>
/// <param name="Link">The <see cref="LeadLink.Name"/>.</param>
/// <param name="From">The lead.</param>
/// <param name="Rows">Their ids.</param>
internal sealed record MovedRows(string Link, LeadId From, IReadOnlyList<Guid> Rows);
