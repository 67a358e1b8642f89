using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>Where fields get rows from that every caller sees, or that are reached only through a row which the caller sees.</summary>
internal static class AllRows
{
    internal static readonly QuerySource<User> Users = static (services, _) => Db(services).Users;

    internal static readonly QuerySource<Team> Teams = static (services, _) => Db(services).Teams;

    internal static readonly QuerySource<Pipeline> Pipelines = static (services, _) => Db(services).Pipelines;

    internal static readonly QuerySource<Stage> Stages = static (services, _) => Db(services).Stages;

    /// <summary>Without those that only the history of deals refers to.</summary>
    internal static readonly QuerySource<Stage> StagesInUse = static (services, _) => Db(services).Stages.Where(s => s.RetiredAt == null);

    internal static readonly QuerySource<LeadSource> LeadSources = static (services, _) => Db(services).LeadSources;

    /// <summary>Reached through a lead.</summary>
    internal static readonly QuerySource<LeadBehaviour> LeadBehaviours = static (services, _) => Db(services).LeadBehaviours;

    internal static readonly QuerySource<CloseReason> CloseReasons = static (services, _) => Db(services).CloseReasons;

    /// <summary>Reached through a deal: who sees the deal may know who the customer is, whoever looks after that one.</summary>
    internal static readonly QuerySource<Account> AccountsOfDeals = static (services, _) => Db(services).Accounts;

    /// <summary>Reached through a deal: who sees the deal may know who decides on it.</summary>
    internal static readonly QuerySource<Contact> ContactsOfDeals = static (services, _) => Db(services).Contacts;

    internal static readonly QuerySource<Stakeholder> Stakeholders = static (services, _) => Db(services).Stakeholders;

    internal static readonly QuerySource<NegotiationEntry> NegotiationEntries = static (services, _) => Db(services).NegotiationEntries;

    /// <summary>Reached through an event that has been checked already: the deal may have been handed over since.</summary>
    internal static readonly QuerySource<Opportunity> OpportunitiesOfEvents = static (services, _) => Db(services).Opportunities;

    internal static readonly QuerySource<StageChange> StageChanges = static (services, _) => Db(services).StageChanges;

    internal static readonly QuerySource<ActivityParticipant> Participants = static (services, _) => Db(services).ActivityParticipants;

    internal static readonly QuerySource<ActivityCandidate> ActivityCandidates = static (services, _) => Db(services).ActivityCandidates;

    internal static CrmDbContext Db(IServiceProvider services) => services.GetRequiredService<CrmDbContext>();
}
