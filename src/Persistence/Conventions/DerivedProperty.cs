using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Marks what the system works out of other data: writing it alone is no new version of its aggregate.</summary>
internal static class DerivedProperty
{
    private const string Annotation = "CrmGraph:Derived";

    internal static PropertyBuilder<T> IsDerived<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Annotation, true);

    internal static bool IsDerived(this IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;
}
