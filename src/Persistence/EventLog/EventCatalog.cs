using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Reviews;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Every domain event and what it is in the log: whoever adds an event adds a line.</summary>
internal static class EventCatalog
{
    internal static EventDescription Describe(IDomainEvent happened) => happened switch
    {
        LeadCreated e => new(EventType.LeadCreated, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId),
        LeadUpdated e => new(EventType.LeadUpdated, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId),
        LeadScored e => new(EventType.LeadScored, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId),
        LeadBecameSalesReady e => new(EventType.LeadBecameSalesReady, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId),
        LeadAssigned e => new(EventType.LeadAssigned, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId),
        LeadStatusChanged e => new(EventType.LeadStatusChanged, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId),
        LeadQualified e => new(EventType.LeadQualified, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId, e.By),
        LeadConverted e => new(EventType.LeadConverted, e.LeadId, Resource.Lead, e.OwnerId, e.TeamId, e.By),
        LeadsMerged e => new(EventType.LeadMerged, e.SurvivorId, Resource.Lead, e.OwnerId, e.TeamId, e.By),
        LeadsParted e => new(EventType.LeadParted, e.SurvivorId, Resource.Lead, e.OwnerId, e.TeamId, e.By),
        AccountCreated e => new(EventType.AccountCreated, e.AccountId, Resource.Account, e.OwnerId, e.TeamId),
        AccountUpdated e => new(EventType.AccountUpdated, e.AccountId, Resource.Account, e.OwnerId, e.TeamId),
        ContactCreated e => new(EventType.ContactCreated, e.ContactId, Resource.Contact, null, e.TeamId),
        ContactUpdated e => new(EventType.ContactUpdated, e.ContactId, Resource.Contact, null, e.TeamId),
        OpportunityCreated e => new(EventType.OpportunityCreated, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId, e.By),
        OpportunityUpdated e => new(EventType.OpportunityUpdated, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId),
        StageChanged e => new(EventType.StageChanged, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId, e.By),
        OpportunityWon e => new(EventType.OpportunityWon, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId, e.By),
        OpportunityLost e => new(EventType.OpportunityLost, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId, e.By),
        OpportunityAssigned e => new(EventType.OpportunityAssigned, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId, e.By),
        ActivityLogged e => new(EventType.ActivityLogged, e.ActivityId, Resource.Activity, e.OwnerId, e.TeamId),
        ActivityUpdated e => new(EventType.ActivityUpdated, e.ActivityId, Resource.Activity, e.OwnerId, e.TeamId),
        ActivityCompleted e => new(EventType.ActivityCompleted, e.ActivityId, Resource.Activity, e.OwnerId, e.TeamId),
        QuoteSubmitted e => new(EventType.QuoteSubmitted, e.QuoteId, Resource.Quote, e.OwnerId, e.TeamId, e.By),
        QuoteAccepted e => new(EventType.QuoteAccepted, e.QuoteId, Resource.Quote, e.OwnerId, e.TeamId, e.By),
        ApprovalRequested e => new(EventType.ApprovalRequested, e.ApprovalId, Resource.Approval, e.OwnerId, e.TeamId, e.By),
        ApprovalDecided e => new(EventType.ApprovalDecided, e.ApprovalId, Resource.Approval, e.OwnerId, e.TeamId, e.By),
        ContractSigned e => new(EventType.ContractSigned, e.ContractId, Resource.Contract, e.OwnerId, e.TeamId, e.By),
        PaymentReceived e => new(EventType.PaymentReceived, e.ContractId, Resource.Payment, e.OwnerId, e.TeamId, e.By),
        ErpSynced e => new(EventType.ErpSynced, e.ErpSyncId, Resource.ErpSync, e.OwnerId, e.TeamId),
        ErpFailed e => new(EventType.ErpFailed, e.ErpSyncId, Resource.ErpSync, e.OwnerId, e.TeamId),
        AlertRaised e => new(EventType.AlertRaised, e.AlertId, Resource.Alert, e.RecipientId, null),
        SurveyAnswered e => new(EventType.SurveyAnswered, e.OpportunityId, Resource.Opportunity, e.OwnerId, e.TeamId),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not in the catalogue of events."),
    };
}
