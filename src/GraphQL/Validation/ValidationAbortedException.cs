namespace CrmGraph.GraphQL.Validation;

/// <summary>Leaves a walk that has reached a limit. Never leaves <see cref="Validation"/>.</summary>
internal sealed class ValidationAbortedException : Exception;
