using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Qualifications;

/// <summary>What somebody has found out about one criterion.</summary>
/// <param name="Key">The criterion's key, e.g. <c>budget</c>.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on, in words; at most 2000 characters.</param>
public sealed record CriterionFinding(string Key, CriterionAnswer Answer, string? Evidence);

/// <summary>An answer that is kept, with who gave it and when.</summary>
/// <param name="Framework">The framework that the criterion belongs to.</param>
/// <param name="Key">The criterion's key.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="By">Who gave it.</param>
/// <param name="At">When.</param>
public sealed record KeptAnswer(QualificationFramework Framework, string Key, CriterionAnswer Answer, string? Evidence, UserId By, DateTimeOffset At);
