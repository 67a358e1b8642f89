using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads.Conversion;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Schema.Errors;

/// <summary>Turns refusals into the errors of a mutation's payload.</summary>
internal static class Refusals
{
    /// <summary>The errors for an exception; null if it is a fault and no refusal.</summary>
    /// <param name="exception">What a mutation threw.</param>
    /// <param name="language">The caller's language.</param>
    internal static IReadOnlyList<IError>? Map(Exception exception, Language language) => exception switch
    {
        VersionConflictException conflict => [new ConflictError(language.Of(conflict), conflict.Code, conflict.Path, conflict.CurrentVersion)],
        StageBlockedException blocked => [StageBlockedError.Of(blocked, language)],
        ApprovalRequiredException required => [new ApprovalRequiredError(language.Of(required), required.Code, required.Path, required.Approval)],
        DuplicateException duplicate => [new DuplicateError(language.Of(duplicate), duplicate.Code, duplicate.Path, duplicate.Candidates)],
        NotQualifiedException unmet => [new NotQualifiedError(language.Of(unmet), unmet.Code, unmet.Path, unmet.Unmet)],
        DomainException refusal => [Of(refusal, language.Of(refusal))],
        InvalidInputException invalid => [new ValidationError(language.Of(invalid), ErrorCode.Validation, invalid.Path)],
        _ => null,
    };

    /// <summary>The refusal of an object that is not there, or not for the caller to know of.</summary>
    internal static DomainException NotFound(string what, params string[] path) =>
        new(ErrorCode.NotFound, $"There is no such {what}.", path);

    /// <summary>The refusal of something that the caller may not do.</summary>
    internal static DomainException Forbidden(string message, params string[] path) => new(ErrorCode.Forbidden, message, path);

    private static IError Of(DomainException refusal, string message) => refusal.Code switch
    {
        ErrorCode.NotFound => new NotFoundError(message, refusal.Code, refusal.Path),
        ErrorCode.Forbidden => new ForbiddenError(message, refusal.Code, refusal.Path),
        ErrorCode.InvalidState => new InvalidStateError(message, refusal.Code, refusal.Path),
        _ => new ValidationError(message, refusal.Code, refusal.Path),
    };
}
