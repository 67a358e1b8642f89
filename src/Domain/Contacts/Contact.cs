using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Contacts;

/// <summary>A person at an account, or one who is not yet tied to one.</summary>
public sealed class Contact : Aggregate<ContactId>
{
    private Contact() => Name = "";

    /// <summary>The account that the person works for.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>The person's name.</summary>
    public string Name { get; private set; }

    /// <summary>The position, e.g. 采购总监.</summary>
    public string? Title { get; private set; }

    /// <summary>Personal data: the e-mail address; null for callers who may not see it.</summary>
    public string? Email { get; private set; }

    /// <summary>Personal data: the telephone number; null for callers who may not see it.</summary>
    public string? Phone { get; private set; }

    /// <summary>The user who looks after the contact: the account's owner, or who entered it.</summary>
    public UserId OwnerId { get; private set; }

    /// <summary>The account's or the owner's team; it decides who sees the contact.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>When the contact was created.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the contact was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What people enter, as one value.</summary>
    public ContactDetails Details => new() { Name = Name, Title = Title, Email = Email, Phone = Phone };

    /// <summary>Creates a contact at <paramref name="account"/>, whose owner and team it takes over.</summary>
    public static Contact CreateAt(Account account, ContactDetails details, DateTimeOffset now) =>
        Create(account.Id, details, account.OwnerId, account.TeamId, now);

    /// <summary>Creates a contact without an account.</summary>
    public static Contact Create(ContactDetails details, User owner, DateTimeOffset now) =>
        Create(null, details, owner.Id, owner.TeamId, now);

    /// <summary>Replaces the details; the same details again change nothing.</summary>
    public void Revise(ContactDetails details, DateTimeOffset now)
    {
        var valid = details.Checked();
        if (valid == Details) return;
        Apply(valid, now);
        Raise(new ContactUpdated(Id, AccountId, TeamId, now));
    }

    private static Contact Create(AccountId? accountId, ContactDetails details, UserId ownerId, TeamId? teamId, DateTimeOffset now)
    {
        var contact = new Contact { Id = ContactId.New(now), AccountId = accountId, CreatedAt = now, OwnerId = ownerId, TeamId = teamId };
        contact.Apply(details.Checked(), now);
        contact.Raise(new ContactCreated(contact.Id, accountId, teamId, now));
        return contact;
    }

    private void Apply(ContactDetails valid, DateTimeOffset now)
    {
        (Name, Title, Email, Phone) = (valid.Name, valid.Title, valid.Email, valid.Phone);
        UpdatedAt = now;
    }
}
