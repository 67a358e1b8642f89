using System.Collections.Frozen;
using CrmGraph.Domain.Teams;
using static CrmGraph.Domain.Security.Access;
using static CrmGraph.Domain.Security.Resource;
using static CrmGraph.Domain.Security.Scope;

namespace CrmGraph.Domain.Security;

/// <summary>
/// Who may do what to whose records: the one table behind every list, count, search, subscription and mutation, and behind
/// docs/permissions.md. What is not in the table is not allowed.
/// </summary>
public static class Permissions
{
    private static readonly FrozenDictionary<(Resource, Access), Scope[]> Table = new Dictionary<(Resource, Access), Scope[]>
    {
        // SalesRep, SalesManager, SalesDirector, Marketing, Finance, Admin, Integration, ReadOnly
        [(Lead, Read)] = [Scope.Team, Subtree, All, All, All, All, All, All],
        [(Lead, Create)] = [Scope.Team, Subtree, All, All, None, All, All, None],
        [(Lead, Change)] = [Own, Subtree, All, All, None, All, All, None],
        [(LeadPersonalData, Read)] = [Scope.Team, Subtree, All, All, All, All, All, None],
        [(LeadConversion, Change)] = [Own, Subtree, All, None, None, All, All, None],
        [(Account, Read)] = [Scope.Team, Subtree, All, All, All, All, All, All],
        [(Account, Create)] = [Scope.Team, Subtree, All, None, None, All, All, None],
        [(Account, Change)] = [Own, Subtree, All, None, None, All, All, None],
        [(Contact, Read)] = [Scope.Team, Subtree, All, All, All, All, All, All],
        [(Contact, Create)] = [Scope.Team, Subtree, All, None, None, All, All, None],
        [(Contact, Change)] = [Own, Subtree, All, None, None, All, All, None],
        [(ContactPersonalData, Read)] = [Scope.Team, Subtree, All, None, All, All, All, None],
        [(Opportunity, Read)] = [Scope.Team, Subtree, All, All, All, All, All, All],
        [(Opportunity, Create)] = [Scope.Team, Subtree, All, None, None, All, All, None],
        [(Opportunity, Change)] = [Own, Subtree, All, None, None, All, Own, None],
        [(Activity, Read)] = [Scope.Team, Subtree, All, All, All, All, All, All],
        [(Activity, Create)] = [Scope.Team, Subtree, All, None, None, All, All, None],
        [(Activity, Change)] = [Own, Subtree, All, None, None, All, All, None],
        [(Quote, Read)] = [Own, Subtree, All, None, All, All, None, None],
        [(Quote, Create)] = [Own, Subtree, All, None, None, All, None, None],
        [(Quote, Change)] = [Own, Subtree, All, None, None, All, None, None],
        [(Approval, Read)] = [Own, Subtree, All, None, All, All, None, None],
        [(Approval, Create)] = [Own, Subtree, All, None, None, All, None, None],
        [(Approval, Change)] = [None, Subtree, All, None, None, All, None, None],
        [(Contract, Read)] = [Own, Subtree, All, None, All, All, None, None],
        [(Contract, Create)] = [Own, Subtree, All, None, None, All, None, None],
        [(Contract, Change)] = [Own, Subtree, All, None, None, All, None, None],
        [(Payment, Read)] = [Own, Subtree, All, None, All, All, None, None],
        [(Payment, Create)] = [Own, Subtree, All, None, All, All, None, None],
        [(LeadChannel, Read)] = [None, None, All, All, None, All, None, None],
        [(LeadChannel, Change)] = [None, None, None, All, None, All, None, None],
        [(ExchangeRate, Read)] = [All, All, All, All, All, All, All, All],
        [(ExchangeRate, Change)] = [None, None, None, None, All, All, None, None],
        [(Setting, Read)] = [All, All, All, All, All, All, All, All],
        [(Setting, Change)] = [None, None, None, None, None, All, None, None],
        [(Resource.ApiKey, Read)] = [None, None, None, None, None, All, None, None],
        [(Resource.ApiKey, Change)] = [None, None, None, None, None, All, None, None],
        [(Connector, Read)] = [None, None, None, None, None, All, None, None],
        [(Connector, Change)] = [None, None, None, None, None, All, None, None],
        [(Resource.ErpSync, Read)] = [Own, Subtree, All, None, All, All, All, None],
        [(Resource.ErpSync, Change)] = [None, None, None, None, All, All, All, None],
        [(Alert, Read)] = [Own, Own, Own, Own, Own, Own, Own, Own],
        [(Alert, Change)] = [Own, Own, Own, Own, Own, Own, Own, Own],
    }.ToFrozenDictionary();

    /// <summary>Every resource and access that the table knows, in its order.</summary>
    public static IReadOnlyList<(Resource Resource, Access Access)> Rows { get; } = [.. Table.Keys.Order()];

    /// <summary>Whose records a role reaches.</summary>
    public static Scope ScopeOf(Role role, Resource resource, Access access) =>
        Table.TryGetValue((resource, access), out var scopes) ? scopes[(int)role] : None;
}
