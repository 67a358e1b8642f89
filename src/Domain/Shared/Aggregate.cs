namespace CrmGraph.Domain.Shared;

/// <summary>The root of what is loaded, checked and saved as one.</summary>
public abstract class Aggregate
{
    private readonly List<IDomainEvent> _events = [];

    /// <summary>Counts the saved changes, from 1. An update that passes an older version is refused with CONFLICT.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What has happened since the aggregate was loaded, in order.</summary>
    public IReadOnlyList<IDomainEvent> DomainEvents => _events;

    /// <summary>Takes the recorded events out: they are either published or, as for demo data, dropped.</summary>
    public IReadOnlyList<IDomainEvent> DequeueEvents()
    {
        IDomainEvent[] events = [.. _events];
        _events.Clear();
        return events;
    }

    /// <summary>Refuses to go on when the caller has seen another version than the current one; null means "whatever it is".</summary>
    /// <exception cref="VersionConflictException">CONFLICT: somebody else has changed the object.</exception>
    public void RequireVersion(int? expected)
    {
        if (expected is { } version && version != Version)
            throw new VersionConflictException(version, Version);
    }

    /// <summary>Records an event.</summary>
    protected void Raise(IDomainEvent happened) => _events.Add(happened);
}

/// <summary>An aggregate with its typed id.</summary>
/// <typeparam name="TId">The id's type.</typeparam>
public abstract class Aggregate<TId> : Aggregate
    where TId : struct, IEntityId
{
    /// <summary>Unique and stable.</summary>
    public TId Id { get; protected set; }
}
