using CrmGraph.Domain.Events;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.EventLog;

/// <summary>What the log has to know of a domain event beside its data.</summary>
/// <param name="Type">The name that clients know.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Resource">The permission that seeing it takes.</param>
/// <param name="OwnerId">Who owned the subject then.</param>
/// <param name="TeamId">The team that the subject belonged to then.</param>
/// <param name="By">Who did it, if the event says so.</param>
internal sealed record EventDescription(EventType Type, IEntityId Subject, Resource Resource, UserId? OwnerId, TeamId? TeamId, UserId? By = null);
