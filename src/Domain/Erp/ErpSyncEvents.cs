using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Erp;

/// <summary>A won deal has arrived in an ERP, confirmed and with the right totals.</summary>
public sealed record ErpSynced(ErpSyncId ErpSyncId, OpportunityId OpportunityId, string Connector, string Number, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>A won deal could not be brought into an ERP, and nothing more is tried until somebody asks for it.</summary>
public sealed record ErpFailed(ErpSyncId ErpSyncId, OpportunityId OpportunityId, string Connector, ErpStep Step, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
