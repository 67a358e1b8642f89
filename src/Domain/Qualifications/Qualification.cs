using System.Globalization;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Qualifications;

/// <summary>
/// How far somebody has been found worth selling to. It shows the framework that was assessed last; the answers to the other
/// one are kept, and come back when that one is assessed again. A value: every assessment makes a new one.
/// </summary>
public sealed class Qualification
{
    private const int LongestEvidence = 2000;
    private readonly KeptAnswer[] _answers;

    /// <summary>Puts an assessment together as it was stored; use <see cref="Assess"/> to make one.</summary>
    public Qualification(QualificationFramework framework, IEnumerable<KeptAnswer> answers, UserId assessedById, DateTimeOffset assessedAt)
    {
        (Framework, AssessedById, AssessedAt) = (framework, assessedById, assessedAt);
        _answers = [.. answers];
        Criteria = [.. FrameworkCriteria.Of(framework).Select(key => FindingOn(framework, key))];
    }

    /// <summary>The framework that was assessed last.</summary>
    public QualificationFramework Framework { get; }

    /// <summary>All criteria of the framework in its order; those that nobody has assessed are UNKNOWN.</summary>
    public IReadOnlyList<CriterionFinding> Criteria { get; }

    /// <summary>True when every criterion of the framework is affirmed (YES).</summary>
    public bool IsQualified => IsQualifiedBy(Framework);

    /// <summary>How many criteria are affirmed (YES): 0 to 4 for BANT, 0 to 6 for MEDDIC. PARTLY does not count.</summary>
    public int Score => ScoreBy(Framework);

    /// <summary>Who made the latest assessment.</summary>
    public UserId AssessedById { get; }

    /// <summary>When the latest assessment was made.</summary>
    public DateTimeOffset AssessedAt { get; }

    /// <summary>Everything that was ever answered and not answered anew, of both frameworks.</summary>
    public IReadOnlyList<KeptAnswer> Answers => _answers;

    /// <summary>Whether every criterion of a framework is affirmed, be it the one that was assessed last or not.</summary>
    public bool IsQualifiedBy(QualificationFramework framework) => ScoreBy(framework) == FrameworkCriteria.Of(framework).Count;

    /// <summary>How many criteria of a framework are affirmed.</summary>
    public int ScoreBy(QualificationFramework framework) => _answers.Count(a => a.Framework == framework && a.Answer == CriterionAnswer.Yes);

    /// <summary>What is known of one criterion; UNKNOWN if nobody has assessed it.</summary>
    public CriterionFinding FindingOn(QualificationFramework framework, string key) =>
        _answers.FirstOrDefault(a => a.Framework == framework && a.Key == key) is { } kept
            ? new CriterionFinding(key, kept.Answer, kept.Evidence)
            : new CriterionFinding(key, CriterionAnswer.Unknown, null);

    /// <summary>
    /// Adds findings: a criterion that is given replaces what was known of it, all others stay. Refuses with VALIDATION and the path
    /// of the finding when there is no such criterion, or when one is given twice.
    /// </summary>
    /// <param name="before">What was known before; null if nothing was.</param>
    /// <param name="framework">The framework.</param>
    /// <param name="findings">What has been found out; at least one.</param>
    /// <param name="by">Who has.</param>
    /// <param name="now">The current time.</param>
    public static Qualification Assess(
        Qualification? before, QualificationFramework framework, IReadOnlyList<CriterionFinding> findings, UserId by, DateTimeOffset now)
    {
        var known = FrameworkCriteria.Of(framework);
        if (findings.Count == 0) throw Guard.Invalid("criteria", "Give at least one criterion.");
        var given = new Dictionary<string, KeptAnswer>(StringComparer.Ordinal);
        for (var i = 0; i < findings.Count; i++)
        {
            var (finding, index) = (findings[i], i.ToString(CultureInfo.InvariantCulture));
            if (!known.Contains(finding.Key))
                throw Invalid(index, "key", $"{FrameworkCriteria.NameOf(framework)} has no criterion '{finding.Key}'; it has {string.Join(", ", known)}.");
            var answer = Enum.IsDefined(finding.Answer) ? finding.Answer : throw Invalid(index, "answer", "The answer is not one of UNKNOWN, NO, PARTLY, YES.");
            var kept = new KeptAnswer(framework, finding.Key, answer, ValidEvidence(finding.Evidence, index), by, now);
            if (!given.TryAdd(finding.Key, kept)) throw Invalid(index, "key", $"The criterion '{finding.Key}' is given twice.");
        }
        var others = before?.Answers.Where(a => a.Framework != framework || !given.ContainsKey(a.Key)) ?? [];
        return new Qualification(framework, [.. others, .. given.Values], by, now);
    }

    /// <summary>The same with the answers of another one where nobody has found out anything; the framework stays.</summary>
    public Qualification FilledFrom(Qualification? other)
    {
        if (other is null) return this;
        KeptAnswer[] added = [.. other.Answers.Where(a => !_answers.Any(mine => mine.Framework == a.Framework && mine.Key == a.Key && mine.Answer != CriterionAnswer.Unknown))];
        var kept = _answers.Where(mine => !added.Any(a => a.Framework == mine.Framework && a.Key == mine.Key));
        return new Qualification(Framework, [.. kept, .. added], AssessedById, AssessedAt);
    }

    private static string? ValidEvidence(string? evidence, string index)
    {
        try
        {
            return Guard.OptionalText(evidence, "evidence", LongestEvidence);
        }
        catch (DomainException refused)
        {
            throw Invalid(index, "evidence", refused.Message);
        }
    }

    private static DomainException Invalid(string index, string field, string message) => new(ErrorCode.Validation, message, "criteria", index, field);
}
