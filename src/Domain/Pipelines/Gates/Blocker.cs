using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>One unmet rule. The preview (stageOptions) and the mutation run the same evaluation.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Criterion">The key of the criterion; <c>required:CALL</c> for a required activity, <c>permission</c> for the caller's rights.</param>
/// <param name="Description">The criterion in the words of who laid it down, if there are any.</param>
/// <param name="Path">The way to what is at fault from the opportunity, e.g. ["account", "industry"]; null if it is nothing of the deal.</param>
/// <param name="Expected">What is asked for, as the API writes it, e.g. <c>&gt;= 100000</c> or <c>DECISION_MAKER</c>.</param>
/// <param name="Actual">What is there instead; null for nothing.</param>
/// <param name="FixableBy">The role of who can cure it.</param>
public sealed record Blocker(
    BlockerCode Code, string Criterion, string? Description, IReadOnlyList<string>? Path, string? Expected, string? Actual, Role? FixableBy)
{
    /// <summary>Whether it is the caller's rights on the deal that are missing, and not the deal's maturity.</summary>
    public bool IsPermission => Criterion == PermissionKey;

    /// <summary>What the criterion of something begins with that keeps a deal out of an ERP; a stable code follows.</summary>
    public const string TransferPrefix = "erp:";

    internal const string PermissionKey = "permission";

    /// <summary>Something that keeps a deal out of an ERP.</summary>
    /// <param name="code">A stable code, e.g. NO_AMOUNT.</param>
    /// <param name="message">What is wrong and what to change.</param>
    public static Blocker OfTransfer(string code, string message) => new(BlockerCode.FieldOutOfRange, TransferPrefix + code, message, null, null, null, null);

    /// <summary>What is missing, in English.</summary>
    public string Message
    {
        get
        {
            if (Description is { } whole && Criterion.StartsWith(TransferPrefix, StringComparison.Ordinal)) return whole;
            var missing = Code switch
            {
                BlockerCode.FieldMissing => $"{string.Join('.', Path ?? [])} is missing",
                BlockerCode.FieldOutOfRange => $"{string.Join('.', Path ?? [])} is {Actual}; {Expected} is needed",
                BlockerCode.ActivityMissing => $"no {Expected} has been completed since the deal entered its stage",
                BlockerCode.CriterionNotAffirmed => "the qualification is not affirmed",
                BlockerCode.ApprovalPending => Actual is null ? "no approval has been granted" : "a decision on the approval is still waited for",
                BlockerCode.QuoteNotAccepted => "the customer has accepted no quote",
                BlockerCode.StakeholderMissing => $"no stakeholder has the role {Expected}",
                BlockerCode.NotOwner => "only the owner, the owner's managers and administrators may change this deal",
                _ => Expected is null ? $"the role {Actual} may not change deals" : $"this takes the role {Expected} or one above it; yours is {Actual}",
            };
            return Description is null ? $"{char.ToUpperInvariant(missing[0])}{missing[1..]}." : $"{Description}: {missing}.";
        }
    }
}

/// <summary>What kind of rule is not met.</summary>
public enum BlockerCode
{
    /// <summary>A field has to be filled.</summary>
    FieldMissing,

    /// <summary>A field is filled, but not within bounds.</summary>
    FieldOutOfRange,

    /// <summary>An activity has to be completed in this stage.</summary>
    ActivityMissing,

    /// <summary>The qualification has to be affirmed.</summary>
    CriterionNotAffirmed,

    /// <summary>An approval has to be granted.</summary>
    ApprovalPending,

    /// <summary>The customer has to accept a quote.</summary>
    QuoteNotAccepted,

    /// <summary>Somebody on the customer's side has to have a role.</summary>
    StakeholderMissing,

    /// <summary>The deal is somebody else's.</summary>
    NotOwner,

    /// <summary>The caller's role does not suffice.</summary>
    Role,
}
