namespace CrmGraph.Domain.Shared;

/// <summary>Something that happened to an aggregate. Events leave the process only after their transaction has been committed.</summary>
public interface IDomainEvent
{
    /// <summary>When it happened (UTC).</summary>
    DateTimeOffset At { get; }
}
