using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Domain.Opportunities;

/// <summary>Why deals are won or lost.</summary>
public sealed class CloseReason : Aggregate<CloseReasonId>
{
    private CloseReason() => Key = Name = "";

    /// <summary>The key by which inputs name the reason, e.g. <c>price</c>; unique and stable.</summary>
    public string Key { get; private set; }

    /// <summary>The name that people see, e.g. 价格过高.</summary>
    public string Name { get; private set; }

    /// <summary>WON or LOST: the outcome that the reason explains.</summary>
    public StageKind AppliesTo { get; private set; }

    /// <summary>The department that can do something about it, e.g. 产品部.</summary>
    public string? Department { get; private set; }

    /// <summary>Creates a reason.</summary>
    public static CloseReason Create(string key, string name, StageKind appliesTo, string? department, DateTimeOffset now)
    {
        if (appliesTo is not (StageKind.Won or StageKind.Lost)) throw Guard.Invalid("appliesTo", "A close reason applies to WON or to LOST.");
        return new CloseReason
        {
            Id = CloseReasonId.New(now),
            Key = Guard.Key(key, "key"),
            Name = Guard.Text(name, "name", 100),
            AppliesTo = appliesTo,
            Department = Guard.OptionalText(department, "department", 100),
        };
    }

    /// <summary>Refuses with VALIDATION when the reason explains another outcome.</summary>
    public void RequireAppliesTo(StageKind outcome)
    {
        if (AppliesTo != outcome)
            throw Guard.Invalid("reason", $"The reason '{Key}' is for {AppliesTo.ApiName()} deals; choose one for {outcome.ApiName()} deals.");
    }
}
