using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads.Conversion;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Schema.Errors;

/// <summary>A record that is probably the same customer; the caller may merge, or repeat with allowDuplicate: true.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
/// <param name="Candidates">The records that it probably is; empty if the caller may see none of them.</param>
internal sealed record DuplicateError(string Message, ErrorCode Code, IReadOnlyList<string>? Path, IReadOnlyList<DuplicateCandidate> Candidates) : IError;

/// <summary>The lead does not meet the conversion policy.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
/// <param name="Unmet">Everything that is missing.</param>
internal sealed record NotQualifiedError(string Message, ErrorCode Code, IReadOnlyList<string>? Path, IReadOnlyList<UnmetRequirement> Unmet) : IError;
