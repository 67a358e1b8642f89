namespace CrmGraph.Domain.Qualifications;

/// <summary>Which criteria the frameworks have, in the order in which they are asked.</summary>
public static class FrameworkCriteria
{
    private static readonly string[] Bant = ["budget", "authority", "need", "timeline"];
    private static readonly string[] Meddic = ["metrics", "economic_buyer", "decision_criteria", "decision_process", "identify_pain", "champion"];

    /// <summary>The keys of a framework's criteria.</summary>
    public static IReadOnlyList<string> Of(QualificationFramework framework) =>
        Guard.Defined(framework, "framework") == QualificationFramework.Bant ? Bant : Meddic;

    /// <summary>How people write the framework's name.</summary>
    public static string NameOf(QualificationFramework framework) => framework == QualificationFramework.Bant ? "BANT" : "MEDDIC";
}
