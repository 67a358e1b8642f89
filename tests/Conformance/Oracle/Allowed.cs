using System.Text.RegularExpressions;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Where we differ on purpose from the reference implementation. Nothing else may differ.</summary>
internal static partial class Allowed
{
    /// <summary>
    /// The reference stops comparing fields after 500,000 steps; ours needs fewer and has no reason to stop.
    /// </summary>
    public static bool IsAborted(Finding[] theirs) => theirs.Any(e => e.Message.Contains("Validation aborted", StringComparison.Ordinal));

    /// <summary>
    /// In 16 and 17 definitions of directives may be deprecated, which the specification does not have; in 16 the reason may be null.
    /// </summary>
    public static bool IsNewerThanSpecification(string directive) => directive == "deprecated";

    /// <summary>
    /// The rule for subscriptions of 16 and 17 evaluates @skip and @include, and throws where their argument is missing or does not fit;
    /// it does not know the defaults of variables either.
    /// </summary>
    public static bool IsThrownBySubscriptionRule(string message) =>
        message.StartsWith("Argument \"if\"", StringComparison.Ordinal)
        || message.StartsWith("Argument \"@skip(if:)\"", StringComparison.Ordinal)
        || message.StartsWith("Argument \"@include(if:)\"", StringComparison.Ordinal);

    /// <summary>
    /// 16 and 17 do not see that a variable is used for a oneOf input object where that stands in a list, and fail when they execute;
    /// ours refuses the document. Such errors of ours are left out.
    /// </summary>
    public static Finding[] WithoutOneOfInLists(Finding[] ours, Finding[] theirs) =>
        [.. ours.Where(e => !e.Message.Contains("must be non-nullable to be used for OneOf", StringComparison.Ordinal) || theirs.Contains(e))];

    /// <summary>
    /// Messages in the form in which they are compared. Lists and objects inside them are printed by each version in its own way (spaces,
    /// line breaks, block strings), and cut by us where they are long, so they are left out. 17 words a null in another way, which shows
    /// where 16 allows it. The reference cuts characters of two code units in half.
    /// </summary>
    public static string Wording(string message) =>
        HalfCharacters().Replace(NullAsOf17().Replace(Composite().Replace(message, "$1…"), "Expected value of type $1, found null."), "");

    /// <summary>
    /// A document that defines types is refused by all; what is wrong inside such a definition is told by the reference only.
    /// </summary>
    public static bool IsOfTypes(Finding[] theirs) => theirs.Any(e => e.Message.EndsWith("definition is not executable.", StringComparison.Ordinal));

    /// <summary>16 prints objects without spaces, also where introspection gives a default as text.</summary>
    public static bool PrintsDefaults(string document) => document.Contains("defaultValue", StringComparison.Ordinal);

    /// <summary>
    /// A condition of @skip or @include that is null, which only a variable with a default can be: the reference fails at the field whose
    /// selections it collects, ours refuses the operation before anything runs.
    /// </summary>
    public static bool IsNullCondition(Finding[] ours) => ours is [{ Message: "Argument \"if\" of non-null type \"Boolean!\" must not be null.", Path: "" }];

    /// <summary>Descriptions of what every schema has are worded freely.</summary>
    public static bool IsWordedFreely(string name) =>
        name is "Int" or "Float" or "String" or "Boolean" or "ID" or "skip" or "include" or "deprecated" or "specifiedBy" or "oneOf";

    [GeneratedRegex("((?:found|value):? )[\\[{].*$", RegexOptions.Singleline)]
    private static partial Regex Composite();

    [GeneratedRegex("^Expected value of non-null type (\"[^\"]+\") not to be null\\.$")]
    private static partial Regex NullAsOf17();

    [GeneratedRegex("[\\uD800-\\uDFFF\\uFFFD]")]
    private static partial Regex HalfCharacters();
}
