namespace CrmGraph.Domain.Qualifications;

/// <summary>A method by which it is judged whether somebody is worth selling to.</summary>
public enum QualificationFramework
{
    /// <summary>Budget, authority, need, timeline.</summary>
    Bant,

    /// <summary>Metrics, economic buyer, decision criteria, decision process, identify pain, champion.</summary>
    Meddic,
}
