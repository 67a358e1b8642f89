using CrmGraph.Domain.Security;

namespace CrmGraph.Api.Schema;

/// <summary>
/// The permission that a mutation asks for, as docs/permissions.md shows it and the permission matrix tests it. The mutation
/// itself asks, because only it knows the record.
/// </summary>
/// <param name="resource">What is changed.</param>
/// <param name="access">What is done to it.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute(Resource resource, Access access) : Attribute
{
    public Resource Resource => resource;

    public Access Access => access;
}
