namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

public readonly record struct RepId(Guid Value) : IComparable<RepId>
{
    public int CompareTo(RepId other) => Value.CompareTo(other.Value);
}

public readonly record struct CompanyId(Guid Value) : IComparable<CompanyId>
{
    public int CompareTo(CompanyId other) => Value.CompareTo(other.Value);
}

public readonly record struct DealId(Guid Value) : IComparable<DealId>
{
    public int CompareTo(DealId other) => Value.CompareTo(other.Value);
}

public readonly record struct CallId(Guid Value) : IComparable<CallId>
{
    public int CompareTo(CallId other) => Value.CompareTo(other.Value);
}

public readonly record struct Price(decimal Amount, string Currency)
{
    public Price Times(double share) => new(decimal.Round(Amount * (decimal)share, 4), Currency);
}

public enum Phase
{
    Open,
    Won,
    Lost,
}

public sealed class Rep
{
    public RepId Id { get; set; }

    public string Name { get; set; } = "";

    public string? Region { get; set; }

    public RepId? ManagerId { get; set; }
}

public sealed class Company
{
    public CompanyId Id { get; set; }

    public string Name { get; set; } = "";

    public string? Industry { get; set; }

    public RepId OwnerId { get; set; }

    public bool IsSecret { get; set; }
}

public sealed class Deal
{
    public DealId Id { get; set; }

    public string Name { get; set; } = "";

    public CompanyId CompanyId { get; set; }

    public RepId? OwnerId { get; set; }

    public Price Amount { get; set; }

    public double Probability { get; set; }

    public Phase Phase { get; set; }

    public bool IsHot { get; set; }

    public int? Score { get; set; }

    public string? Note { get; set; }

    public DateOnly? DueOn { get; set; }

    public TimeSpan? Spent { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? TouchedAt { get; set; }

    public bool IsOpen => Phase == Phase.Open;
}

public sealed class Call
{
    public CallId Id { get; set; }

    public DealId DealId { get; set; }

    public RepId ById { get; set; }

    public string Subject { get; set; } = "";

    public DateTimeOffset At { get; set; }
}

/// <summary>A rep who helps with a deal.</summary>
public sealed class Helper
{
    public DealId DealId { get; set; }

    public RepId RepId { get; set; }
}
