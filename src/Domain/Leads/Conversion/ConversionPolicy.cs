using System.Globalization;
using CrmGraph.Domain.Qualifications;

namespace CrmGraph.Domain.Leads.Conversion;

/// <summary>What leads need before they are converted; there is one policy. Until an administrator decides, they need nothing.</summary>
public sealed class ConversionPolicy : Aggregate<ConversionPolicyId>
{
    private ConversionPolicy() => Fields = [];

    /// <summary>The framework by which a lead has to be qualified; null for none.</summary>
    public QualificationFramework? Framework { get; private set; }

    /// <summary>How many criteria of the framework have to be affirmed; all of them if null.</summary>
    public int? MinAffirmed { get; private set; }

    /// <summary>The score that a lead has to have; null for any.</summary>
    public int? MinScore { get; private set; }

    /// <summary>Fields that have to be filled in.</summary>
    public IReadOnlyList<ConversionField> Fields { get; private set; }

    /// <summary>A policy that requires nothing.</summary>
    public static ConversionPolicy Open(DateTimeOffset now) => new() { Id = ConversionPolicyId.New(now) };

    /// <summary>Requires something else from now on.</summary>
    public void Require(ConversionRequirements requirements)
    {
        var framework = requirements.Framework is { } given ? Guard.Defined(given, "framework") : default(QualificationFramework?);
        if (requirements.MinAffirmed is not null && framework is null) throw Guard.Invalid("minAffirmed", "minAffirmed needs a framework whose criteria are counted.");
        var most = framework is { } counted ? FrameworkCriteria.Of(counted).Count : 1;
        var minAffirmed = Guard.OptionalRange(requirements.MinAffirmed, "minAffirmed", 1, most);
        var minScore = Guard.OptionalRange(requirements.MinScore, "minScore", -1000, 1000);
        ConversionField[] fields = [.. requirements.Fields.Select(f => Guard.Defined(f, "fields")).Distinct().Order()];
        (Framework, MinAffirmed, MinScore, Fields) = (framework, minAffirmed, minScore, fields);
    }

    /// <summary>Refuses with NOT_QUALIFIED, naming every requirement that a lead does not meet.</summary>
    /// <exception cref="NotQualifiedException">The lead is not qualified.</exception>
    public void RequireMetBy(Lead lead)
    {
        UnmetRequirement[] unmet = [.. FrameworkUnmet(lead), .. ScoreUnmet(lead), .. FieldsUnmet(lead)];
        if (unmet.Length > 0) throw new NotQualifiedException(unmet);
    }

    private IEnumerable<UnmetRequirement> FrameworkUnmet(Lead lead)
    {
        if (Framework is not { } framework) yield break;
        var criteria = FrameworkCriteria.Of(framework);
        var affirmed = lead.Qualification?.ScoreBy(framework) ?? 0;
        if (affirmed >= (MinAffirmed ?? criteria.Count)) yield break;
        foreach (var key in criteria)
        {
            var finding = lead.Qualification?.FindingOn(framework, key) ?? new CriterionFinding(key, CriterionAnswer.Unknown, null);
            if (finding.Answer == CriterionAnswer.Yes) continue;
            yield return new UnmetRequirement(
                $"{FrameworkCriteria.NameOf(framework).ToLowerInvariant()}.{key}",
                CriterionAnswer.Yes.ApiName(),
                finding.Answer.ApiName(),
                $"The {FrameworkCriteria.NameOf(framework)} criterion '{key}' is {finding.Answer.ApiName()}; affirm it with qualifyLead.");
        }
    }

    private IEnumerable<UnmetRequirement> ScoreUnmet(Lead lead)
    {
        if (MinScore is not { } least || lead.Score >= least) yield break;
        var (expected, actual) = (least.ToString(CultureInfo.InvariantCulture), lead.Score.ToString(CultureInfo.InvariantCulture));
        yield return new UnmetRequirement("score", expected, actual, $"The score is {actual}; at least {expected} is needed.");
    }

    private IEnumerable<UnmetRequirement> FieldsUnmet(Lead lead) =>
        from field in Fields
        where ValueOf(lead.Details, field) is null
        let name = field.ToString().ToLowerInvariant()
        select new UnmetRequirement(name, "a value", null, $"The lead has no {name}; fill it in with updateLead.");

    private static object? ValueOf(LeadDetails details, ConversionField field) => field switch
    {
        ConversionField.Company => details.Company,
        ConversionField.Title => details.Title,
        ConversionField.Email => details.Email,
        ConversionField.Phone => details.Phone,
        ConversionField.Industry => details.Industry,
        ConversionField.Region => details.Region,
        ConversionField.Employees => details.Employees,
        _ => details.Need,
    };
}
