using CrmGraph.Api.Schema;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Security;

internal sealed class ApiKeyType : ObjectType<ApiKey>
{
    protected override void Configure(ObjectTypeDescriptor<ApiKey> descriptor)
    {
        descriptor.Node(k => k.Id, VisibleRows.ApiKeys);
        descriptor.Field(k => k.Name);
        descriptor.Field(k => k.Role);
        descriptor.Field(k => k.Prefix);
        descriptor.Reference("user", k => k.UserId, AllRows.Users, u => u.Id, "The user in whose name the program acts.");
        descriptor.Field(k => k.CreatedAt);
        descriptor.Field(k => k.ExpiresAt);
        descriptor.Field(k => k.RevokedAt);
        descriptor.Field(k => k.LastUsedAt);
    }
}
