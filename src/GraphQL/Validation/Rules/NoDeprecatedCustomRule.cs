using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Nothing deprecated is used; for checking one's own documents (spec 3.13.3).</summary>
internal sealed class NoDeprecatedCustomRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        rules.FieldEntered.Add(static (context, field) =>
        {
            if (context.Field is { DeprecationReason: { } reason } definition)
                context.Report($"The field {context.ParentType}.{definition.Name} is deprecated. {reason}", field.Start);
        });
        rules.ArgumentEntered.Add(static (context, argument) =>
        {
            if (context.Argument is not { DeprecationReason: { } reason } definition)
                return;
            var subject = context.Directive is { } directive
                ? $"Directive \"@{directive.Name}\""
                : $"Field \"{context.ParentType}.{context.Field?.Name}\"";
            context.Report($"{subject} argument \"{definition.Name}\" is deprecated. {reason}", argument.Start);
        });
        rules.ObjectFieldEntered.Add(static (context, field) =>
        {
            if (context.ParentInputType is { } parent && parent.FindField(field.Name.Value) is { DeprecationReason: { } reason } definition)
                context.Report($"The input field {parent}.{definition.Name} is deprecated. {reason}", field.Start);
        });
        rules.LiteralEntered.Add(static (context, value) =>
        {
            if (value is EnumValueNode literal && context.InputType?.Named is EnumType type && type.FindByName(literal.Value) is { DeprecationReason: { } reason })
                context.Report($"The enum value \"{type}.{literal.Value}\" is deprecated. {reason}", value.Start);
        });
    }
}
