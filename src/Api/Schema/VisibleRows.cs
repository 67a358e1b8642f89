using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>Where fields get rows from that not every caller sees: what <see cref="Visibility"/> leaves of them.</summary>
internal static class VisibleRows
{
    internal static IQueryable<Account> Accounts(IServiceProvider services, RequestContext request) =>
        AllRows.Db(services).Accounts.VisibleTo(request.Caller<Caller>());

    internal static IQueryable<Contact> Contacts(IServiceProvider services, RequestContext request) =>
        AllRows.Db(services).Contacts.VisibleTo(request.Caller<Caller>());

    internal static IQueryable<Lead> Leads(IServiceProvider services, RequestContext request) =>
        AllRows.Db(services).Leads.VisibleTo(request.Caller<Caller>());

    internal static IQueryable<Opportunity> Opportunities(IServiceProvider services, RequestContext request) =>
        AllRows.Db(services).Opportunities.VisibleTo(request.Caller<Caller>());

    internal static IQueryable<ApiKey> ApiKeys(IServiceProvider services, RequestContext request) =>
        request.Caller<Caller>().May(Resource.ApiKey, Access.Read) ? AllRows.Db(services).ApiKeys : AllRows.Db(services).ApiKeys.Where(_ => false);

    internal static IQueryable<Alert> Alerts(IServiceProvider services, RequestContext request)
    {
        var user = request.Caller<Caller>().UserId;
        return AllRows.Db(services).Alerts.Where(a => a.RecipientId == user);
    }

    internal static IQueryable<Activity> Activities(IServiceProvider services, RequestContext request) =>
        AllRows.Db(services).Activities.VisibleTo(request.Caller<Caller>());
}
