using CrmGraph.Domain.Qualifications;

namespace CrmGraph.Domain.Leads.Conversion;

/// <summary>What a lead needs before it is converted.</summary>
/// <param name="Framework">The framework by which it has to be qualified; null for none.</param>
/// <param name="MinAffirmed">How many criteria of the framework have to be affirmed; all of them if null.</param>
/// <param name="MinScore">The score that it has to have; null for any.</param>
/// <param name="Fields">Fields that have to be filled in.</param>
public sealed record ConversionRequirements(QualificationFramework? Framework, int? MinAffirmed, int? MinScore, IReadOnlyList<ConversionField> Fields);
