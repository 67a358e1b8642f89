namespace CrmGraph.Domain.Shared;

/// <summary>
/// A typed id: ids of different things cannot be mixed up at compile time. Implementations are
/// <c>readonly record struct</c>s with one constructor that takes the UUID.
/// </summary>
public interface IEntityId
{
    /// <summary>The UUID that is stored.</summary>
    Guid Value { get; }
}
