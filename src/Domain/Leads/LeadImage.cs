using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

/// <summary>What a lead was at some moment.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Status">How far it had come.</param>
/// <param name="Details">What people had entered.</param>
/// <param name="OwnerId">Who worked on it.</param>
/// <param name="TeamId">The team that it belonged to.</param>
/// <param name="Qualification">What had been found out.</param>
public sealed record LeadImage(LeadId Id, LeadStatus Status, LeadDetails Details, UserId? OwnerId, TeamId? TeamId, Qualification? Qualification);
