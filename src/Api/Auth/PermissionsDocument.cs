using System.Reflection;
using System.Text;
using System.Text.Json;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Api.Auth;

/// <summary>docs/permissions.md: the permission table and what each mutation needs, for people.</summary>
internal static class PermissionsDocument
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    /// <summary>The permission that each mutation needs, by the mutation's name in the schema.</summary>
    internal static IReadOnlyDictionary<string, NeedsAttribute> Needs { get; } = typeof(PermissionsDocument).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Select(method => (method.Name, Needs: method.GetCustomAttribute<NeedsAttribute>()))
        .Where(mutation => mutation.Needs is not null)
        .OrderBy(mutation => mutation.Name, StringComparer.Ordinal)
        .ToDictionary(mutation => JsonNamingPolicy.CamelCase.ConvertName(mutation.Name), mutation => mutation.Needs!);

    /// <summary>The document as Markdown.</summary>
    internal static string Write()
    {
        var text = new StringBuilder("""
            # Who may do what

            Made by `./dev permissions` from `src/Domain/Security/Permissions.cs`; a test fails when it is out of date.

            Whose records a role reaches: **own** are those that the caller owns, and those of the own team that nobody owns yet;
            **team** those of the own team; **subtree** those of the own team and all teams below it; **all** everybody's; a dash means nobody's.
            A caller without a team has only the own records where it says team or subtree. Quotes, approvals, contracts and payments go by
            the owner of their deal. What a caller may not see does not exist for that caller: in lists, counts, sums, search, `node` and
            subscriptions, and mutations answer NOT_FOUND. What is seen but may not be changed is FORBIDDEN. Masked fields are null.


            """);
        Row(text, ["resource", "access", .. Roles.Select(r => r.ApiName())]);
        Row(text, [.. Enumerable.Repeat("---", Roles.Length + 2)]);
        foreach (var (resource, access) in Permissions.Rows)
            Row(text, [resource.ApiName(), access.ApiName().ToLowerInvariant(), .. Roles.Select(role => Name(Permissions.ScopeOf(role, resource, access)))]);
        text.Append("\n## What each mutation needs\n\n");
        Row(text, ["mutation", "resource", "access", "roles"]);
        Row(text, ["---", "---", "---", "---"]);
        foreach (var (mutation, needs) in Needs)
        {
            var roles = Roles.Where(role => Permissions.ScopeOf(role, needs.Resource, needs.Access) != Scope.None).Select(r => r.ApiName());
            Row(text, [$"`{mutation}`", needs.Resource.ApiName(), needs.Access.ApiName().ToLowerInvariant(), string.Join(", ", roles)]);
        }
        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Name(Scope scope) => scope == Scope.None ? "–" : scope.ApiName().ToLowerInvariant();
}
