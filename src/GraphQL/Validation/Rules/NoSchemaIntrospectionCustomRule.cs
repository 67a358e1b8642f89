namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Introspection is switched off: no field of an introspection type may be selected.</summary>
internal sealed class NoSchemaIntrospectionCustomRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.FieldEntered.Add(static (context, field) =>
    {
        if (context.Type is { } type && MetaFields.IsReserved(type.Named.Name))
            context.Report($"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Name.Value}\".", field.Start);
    });
}
