using CrmGraph.Domain.Leads.Conversion;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores a short list of fields in one column, separated by commas.</summary>
internal sealed class ConversionFieldsConverter() : ValueConverter<IReadOnlyList<ConversionField>, string>(
    fields => string.Join(',', fields),
    text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ConversionField>).ToArray());

internal sealed class ConversionFieldsComparer() : ValueComparer<IReadOnlyList<ConversionField>>(
    (left, right) => left == null ? right == null : right != null && left.SequenceEqual(right),
    fields => fields.Aggregate(0, HashCode.Combine),
    fields => fields);
