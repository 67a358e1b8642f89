using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contacts;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Contacts;

/// <summary>People at customers.</summary>
internal static class ContactQueries
{
    internal static SchemaBuilder AddContacts(this SchemaBuilder schema) => schema
        .AddObjectType<ContactType>()
        .Single("contact", VisibleRows.Contacts, c => c.Id, description: "A contact by id.")
        .Connection("contacts", VisibleRows.Contacts, "The contacts that the caller sees, newest first.", Order.ByDescending((Contact c) => c.CreatedAt))
        .AddMutationType(typeof(ContactMutations));
}
