namespace CrmGraph.Domain.Duplicates;

/// <summary>What a match key is made of.</summary>
public enum MatchKind
{
    /// <summary>The e-mail address in lower case.</summary>
    Email,

    /// <summary>The telephone number in E.164.</summary>
    Phone,

    /// <summary>The company's name without legal form, case, width and punctuation.</summary>
    Company,

    /// <summary>The first characters of that name: companies that share them are compared letter by letter.</summary>
    CompanyStem,

    /// <summary>The registration number in upper case without spaces.</summary>
    RegistrationNumber,

    /// <summary>The internet domain of the web site or the e-mail address, unless anybody can have an address there.</summary>
    Domain,
}
