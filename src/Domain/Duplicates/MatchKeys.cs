using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;

namespace CrmGraph.Domain.Duplicates;

/// <summary>Makes the match keys of records. What cannot be normalised gives none.</summary>
public static class MatchKeys
{
    // Chinese names say with four characters (a city and a name) what takes others a word.
    private const int IdeographicStem = 4;
    private const int AlphabeticStem = 5;

    /// <summary>The keys of a lead: e-mail, phone, company and the domain of the e-mail.</summary>
    public static IReadOnlyList<MatchKey> Of(LeadDetails lead, PhoneNumbers phones) =>
        Of(lead.Email, lead.Phone, lead.Company, null, null, phones);

    /// <summary>The keys of an account: name, registration number and the domain of the web site.</summary>
    public static IReadOnlyList<MatchKey> Of(AccountDetails account) =>
        Of(null, null, account.Name, account.RegistrationNumber, account.Website, PhoneNumbers.Chinese);

    /// <summary>The keys of a contact: e-mail and phone. People of one company are no duplicates of each other.</summary>
    public static IReadOnlyList<MatchKey> Of(ContactDetails contact, PhoneNumbers phones) =>
        [.. Of(contact.Email, contact.Phone, null, null, null, phones).Where(k => k.Kind != MatchKind.Domain)];

    /// <summary>The keys of whatever is known.</summary>
    public static IReadOnlyList<MatchKey> Of(
        string? email, string? phone, string? company, string? registrationNumber, string? website, PhoneNumbers phones)
    {
        var keys = new List<MatchKey>();
        Add(MatchKind.Email, EmailAddresses.Normalize(email));
        Add(MatchKind.Phone, phones.Normalize(phone));
        Add(MatchKind.RegistrationNumber, RegistrationNumbers.Normalize(registrationNumber));
        Add(MatchKind.Domain, InternetDomains.OfWebsite(website) ?? InternetDomains.OfEmail(email));
        if (CompanyNames.Normalize(company) is { } name)
        {
            Add(MatchKind.Company, name);
            keys.Add(new MatchKey(MatchKind.CompanyStem, StemOf(name), name));
        }
        return keys;

        void Add(MatchKind kind, string? value)
        {
            if (value is not null) keys.Add(new MatchKey(kind, value));
        }
    }

    private static string StemOf(string name)
    {
        var length = name[0] >= '⺀' ? IdeographicStem : AlphabeticStem;
        return name.Length <= length ? name : name[..length];
    }
}
