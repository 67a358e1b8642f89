using CrmGraph.GraphQL.Validation.Limits;
using CrmGraph.GraphQL.Validation.Rules;
using CrmGraph.GraphQL.Validation.Rules.Sdl;

namespace CrmGraph.GraphQL.Validation;

/// <summary>The rules in the order in which they are asked at each node.</summary>
internal static class SpecifiedRules
{
    private static readonly IValidationRule[] Executable =
    [
        new ExecutableDefinitionsRule(),
        new KnownOperationTypesRule(),
        new UniqueOperationNamesRule(),
        new LoneAnonymousOperationRule(),
        new SingleFieldSubscriptionsRule(),
        new KnownTypeNamesRule(),
        new FragmentsOnCompositeTypesRule(),
        new VariablesAreInputTypesRule(),
        new ScalarLeafsRule(),
        new FieldsOnCorrectTypeRule(),
        new UniqueFragmentNamesRule(),
        new KnownFragmentNamesRule(),
        new NoUnusedFragmentsRule(),
        new PossibleFragmentSpreadsRule(),
        new NoFragmentCyclesRule(),
        new UniqueVariableNamesRule(),
        new NoUndefinedVariablesRule(),
        new NoUnusedVariablesRule(),
        new KnownDirectivesRule(),
        new UniqueDirectivesPerLocationRule(),
        new KnownArgumentNamesRule(),
        new UniqueArgumentNamesRule(),
        new ValuesOfCorrectTypeRule(),
        new ProvidedRequiredArgumentsRule(),
        new VariablesInAllowedPositionRule(),
        new OverlappingFieldsCanBeMergedRule(),
        new UniqueInputFieldNamesRule(),
        new MaxIntrospectionDepthRule(),
    ];

    private static readonly IValidationRule[] OurLimits =
    [
        new OperationSizeRule(),
        new MaxDirectivesPerLocationRule(),
    ];

    /// <summary>The rules for type-system documents.</summary>
    public static readonly RuleTable Sdl = new(
    [
        new LoneSchemaDefinitionRule(),
        new UniqueOperationTypesRule(),
        new UniqueTypeNamesRule(),
        new UniqueEnumValueNamesRule(),
        new UniqueFieldDefinitionNamesRule(),
        new UniqueArgumentDefinitionNamesRule(),
        new UniqueDirectiveNamesRule(),
        new KnownTypeNamesRule(),
        new KnownDirectivesRule(),
        new UniqueDirectivesPerLocationRule(),
        new PossibleTypeExtensionsRule(),
        new KnownArgumentNamesOnDirectivesRule(),
        new UniqueArgumentNamesRule(),
        new UniqueInputFieldNamesRule(),
        new ProvidedRequiredArgumentsOnDirectivesRule(),
    ]);

    private static readonly RuleTable Usual = new([.. Executable, .. OurLimits]);

    private static readonly RuleTable WithoutIntrospection = new([.. Executable, .. OurLimits, new NoSchemaIntrospectionCustomRule()]);

    private static readonly RuleTable Strict = new([.. Executable, .. OurLimits, new NoDeprecatedCustomRule()]);

    private static readonly RuleTable StrictWithoutIntrospection =
        new([.. Executable, .. OurLimits, new NoSchemaIntrospectionCustomRule(), new NoDeprecatedCustomRule()]);

    /// <summary>The rules for executable documents.</summary>
    public static RuleTable For(ValidationOptions options) => (options.AllowIntrospection, options.RefuseDeprecated) switch
    {
        (true, false) => Usual,
        (false, false) => WithoutIntrospection,
        (true, true) => Strict,
        (false, true) => StrictWithoutIntrospection,
    };
}
