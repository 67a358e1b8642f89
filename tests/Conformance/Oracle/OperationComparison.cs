using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Compares what becomes of one document: how it is printed, what validation says, what the response is.</summary>
internal sealed class OperationComparison(Schema schema, RequestExecutor executor, OperationCase operation, Differences differences, string about)
{
    /// <summary>Compares with both versions. Answers with how far the request came.</summary>
    public async Task<Fate> CompareAsync(JsonElement v16, JsonElement v17, CancellationToken cancellationToken)
    {
        if (v17.TryGetProperty("thrown", out var thrown) || v16.TryGetProperty("thrown", out thrown))
        {
            Assert.True(Allowed.IsThrownBySubscriptionRule(thrown.GetString()!), $"{thrown}\n{about}");
            return Fate.NotValid;
        }

        if (!Parser.TryParse(new SourceText(operation.Document), ParserOptions.Trusted, out var document, out var error))
        {
            Finding[] ours = [Reply.Error(error)];
            differences.Compare("syntax, 17", Reply.Syntax(v17), ours, about);
            differences.CompareLocations("syntax, 16", Reply.Syntax(v16), ours, about);
            return Fate.NotParsed;
        }

        differences.Compare("syntax, 17", Reply.Syntax(v17), [], about);
        if (v17.TryGetProperty("printed", out var printed))
            differences.Compare("printed document, 17", printed.GetString()!, Printer.Print(document), about);
        return CompareValidation(v16, v17, document) ? await CompareResponseAsync(v16, v17, cancellationToken) : Fate.NotValid;
    }

    private bool CompareValidation(JsonElement v16, JsonElement v17, DocumentNode document)
    {
        var ours = Reply.Errors(DocumentValidator.Validate(schema, document, OracleRun.Unlimited));
        var (theirs16, theirs17) = (Reply.Errors(v16, "validationErrors"), Reply.Errors(v17, "validationErrors"));
        if (Allowed.IsAborted(theirs17) || Allowed.IsAborted(theirs16) || (Allowed.IsOfTypes(theirs17) && ours.Length > 0))
            return false;
        var isAccepted = ours.Length == 0;
        ours = Allowed.WithoutOneOfInLists(ours, theirs17);
        differences.CompareWithEither("validation error", theirs16, theirs17, ours, about);
        return isAccepted && v16.TryGetProperty("response", out _) && v17.TryGetProperty("response", out _);
    }

    private async Task<Fate> CompareResponseAsync(JsonElement v16, JsonElement v17, CancellationToken cancellationToken)
    {
        var (text, outcome) = await ExecuteAsync(cancellationToken);
        // Once more, now that the document and its plan may be kept from the first time.
        differences.Compare("the second time", text, (await ExecuteAsync(cancellationToken)).Text, about);
        var ours = JsonElement.Parse(text);
        var errors = Reply.Errors(ours, "errors");
        if (Allowed.IsNullCondition(errors))
            return Fate.NotCoerced;
        var (theirs16, theirs17) = (v16.GetProperty("response"), v17.GetProperty("response"));
        if (!Allowed.PrintsDefaults(operation.Document))
            differences.Compare("data, 16", Data(theirs16), Data(ours), about);
        differences.Compare("data, 17", Data(theirs17), Data(ours), about);
        var isRefused = outcome == RequestOutcome.BadRequest;
        differences.CompareWithEither(
            isRefused ? "error of variables" : "field error", Reply.Errors(theirs16, "errors"), Reply.Errors(theirs17, "errors"), errors, about);
        return isRefused ? Fate.NotCoerced : errors.Length > 0 ? Fate.WithErrors : Fate.WithoutErrors;
    }

    private async Task<(string Text, RequestOutcome Outcome)> ExecuteAsync(CancellationToken cancellationToken)
    {
        using var variables = JsonDocument.Parse(operation.Variables);
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(operation.Document)) { OperationName = operation.OperationName, Variables = variables.RootElement };
        using var result = Assert.IsType<SingleResult>(await executor.ExecuteAsync(request, cancellationToken));
        return (Encoding.UTF8.GetString(result.Body.Span), result.Outcome);
    }

    private static string Data(JsonElement response) => response.TryGetProperty("data", out var data) ? Reply.Canonical(data) : "(none)";
}
