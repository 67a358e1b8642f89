using CrmGraph.Domain.Shared;

namespace CrmGraph.Domain.Tests;

/// <summary>Asserts that a rule refuses, with its code and path.</summary>
internal static class Refusal
{
    internal static DomainException Of(ErrorCode code, string? path, Action refused)
    {
        var refusal = Assert.ThrowsAny<DomainException>(refused);
        Assert.Equal(code, refusal.Code);
        Assert.Equal(path, refusal.Path is null ? null : string.Join('.', refusal.Path));
        return refusal;
    }

    internal static DomainException Validation(string path, Action refused) => Of(ErrorCode.Validation, path, refused);

    internal static DomainException InvalidState(Action refused) => Of(ErrorCode.InvalidState, null, refused);
}
