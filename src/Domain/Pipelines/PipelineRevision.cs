namespace CrmGraph.Domain.Pipelines;

/// <summary>What has become of a pipeline's stages, for the deals that are in them.</summary>
/// <param name="Vanished">Open stages that are in it no more.</param>
/// <param name="Reweighed">Stages whose probability or forecast category has changed.</param>
public sealed record PipelineRevision(IReadOnlyList<Stage> Vanished, IReadOnlyList<Stage> Reweighed);
