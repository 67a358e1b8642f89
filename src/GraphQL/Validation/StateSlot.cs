namespace CrmGraph.GraphQL.Validation;

/// <summary>Where a rule's state of one validation lies in its <see cref="ValidationContext"/>; made on first use.</summary>
internal readonly record struct StateSlot<T>(int Index)
    where T : class, new();
