using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Contacts;

/// <summary>Changes of contacts.</summary>
internal static class ContactMutations
{
    /// <summary>Creates a contact. At an account it belongs to the account's owner, otherwise to the caller.</summary>
    /// <param name="input">What is known of the person.</param>
    [Needs(Resource.Contact, Access.Create)]
    public static async Task<Contact> CreateContact(CreateContactInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Contact, Access.Create);
        var now = time.GetUtcNow();
        Contact contact;
        if (input.AccountId is { } accountId)
        {
            var account = await db.Accounts.VisibleTo(caller).FindAsync(a => a.Id == accountId, "accountId", "account", cancellationToken);
            contact = Contact.CreateAt(account, input.ToDetails(), now);
        }
        else
        {
            contact = Contact.Create(input.ToDetails(), await db.OwnerAsync(caller, Resource.Contact, null, cancellationToken), now);
        }
        db.Contacts.Add(contact);
        await db.SaveChangesAsync(cancellationToken);
        return contact;
    }

    /// <summary>Changes details of a contact.</summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Contact, Access.Change)]
    public static async Task<Contact> UpdateContact(UpdateContactInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var contact = await db.Contacts.VisibleTo(caller).FindAsync(c => c.Id == input.Id, "id", "contact", cancellationToken);
        caller.Require(Resource.Contact, Access.Change, contact.OwnerId, contact.TeamId);
        contact.RequireVersion(input.Version);
        contact.Revise(input.Apply(contact.Details), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return contact;
    }
}
