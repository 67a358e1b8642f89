using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Capture;

/// <summary>The section <c>Capture</c>: what all web forms share. Everything else stands with the form.</summary>
internal sealed class CaptureOptions
{
    /// <summary>Largest submission, in bytes; larger ones get 413.</summary>
    /// <value>Default: 64 KiB. Range: 1 KiB to 10 MiB.</value>
    [Range(1024, 10 << 20)]
    public int MaxBodyBytes { get; set; } = 64 << 10;
}
