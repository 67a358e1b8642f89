using CrmGraph.Api.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Schema.Errors;

/// <summary>The stage's exit or entry criteria are not met; each blocker says what is missing and how to cure it.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Always null: no value of the input is at fault.</param>
/// <param name="Blockers">Every rule that is not met, as <c>stageOptions</c> shows them too.</param>
internal sealed record StageBlockedError(string Message, ErrorCode Code, IReadOnlyList<string>? Path, IReadOnlyList<Blocker> Blockers) : IError
{
    internal static StageBlockedError Of(StageBlockedException refusal, Language language) => new(
        language == Language.Chinese
            ? $"{language.Of(refusal.Code)}：{string.Concat(refusal.Blockers.Select(b => GateWording.Say(b, chinese: true)))}"
            : refusal.Message,
        refusal.Code,
        refusal.Path,
        refusal.Blockers);
}
