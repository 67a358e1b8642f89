using System.Text;
using System.Text.Json;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>$batch: up to 20 requests in one, each with its own status; one that depends on a failed one fails with 424.</summary>
internal sealed class GraphBatch(GraphEmulator emulator, GraphDoor door)
{
    private const int Most = 20;

    internal async Task<GraphAnswer> AnswerAsync(GraphRequest batch, CancellationToken cancellationToken)
    {
        try
        {
            var requests = batch.Json.GetProperty("requests").EnumerateArray().ToList();
            if (requests.Count > Most) throw new GraphRefusal(400, "BadRequest", $"Number of batch request steps exceeds the maximum value of {Most}.");
            var answers = new Dictionary<string, Task<GraphAnswer>>(StringComparer.Ordinal);
            var gates = new Dictionary<string, SemaphoreSlim>(StringComparer.OrdinalIgnoreCase);
            foreach (var request in requests)
            {
                var inner = Read(request);
                var mailbox = inner.User ?? "";
                if (!gates.TryGetValue(mailbox, out var gate)) gates[mailbox] = gate = new SemaphoreSlim(emulator.Options.ConcurrentPerMailbox);
                var needs = request.TryGetProperty("dependsOn", out var ids) ? ids.EnumerateArray().Select(i => answers.GetValueOrDefault(i.GetString()!) ?? throw Wrong($"The request depends on '{i}', which does not come before it.")).ToList() : [];
                if (!answers.TryAdd(request.GetProperty("id").GetString()!, RunAsync(inner, needs, gate, cancellationToken))) throw Wrong("Two requests have the same id.");
            }
            await Task.WhenAll(answers.Values);
            return Join([.. answers.Select(a => (a.Key, a.Value.GetAwaiter().GetResult()))]);
        }
        catch (GraphRefusal refusal)
        {
            return GraphAnswer.Error(refusal.Status, refusal.Code, refusal.Message, emulator.Time.GetUtcNow());
        }
    }

    private async Task<GraphAnswer> RunAsync(GraphRequest request, List<Task<GraphAnswer>> needs, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        if ((await Task.WhenAll(needs)).Any(a => a.Status >= 400)) return GraphAnswer.Error(424, "FailedDependency", "A request that this one depends on failed.", emulator.Time.GetUtcNow());
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await door.AnswerAsync(request, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private static GraphRequest Read(JsonElement request)
    {
        var url = request.Text("url") ?? throw Wrong("A request has no url.");
        if (url.Contains("://", StringComparison.Ordinal)) throw Wrong("The url of a request in a batch is relative.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (request.TryGetProperty("headers", out var given))
        {
            foreach (var header in given.EnumerateObject()) headers[header.Name] = header.Value.GetString() ?? "";
        }
        var body = request.TryGetProperty("body", out var json) ? Encoding.UTF8.GetBytes(json.GetRawText()) : [];
        return new GraphRequest(request.Text("method") ?? throw Wrong("A request has no method."), $"/{url.TrimStart('/')}", headers, body);
    }

    private static GraphAnswer Join((string Id, GraphAnswer Answer)[] answers) => GraphAnswer.Json(200, w =>
    {
        w.WriteStartArray("responses");
        foreach (var (id, answer) in answers)
        {
            w.WriteStartObject();
            w.WriteString("id", id);
            w.WriteNumber("status", answer.Status);
            w.WriteStartObject("headers");
            if (answer.Body.Length > 0) w.WriteString("Content-Type", "application/json");
            foreach (var (name, value) in answer.Headers) w.WriteString(name, value);
            w.WriteEndObject();
            if (answer.Body.Length > 0)
            {
                w.WritePropertyName("body");
                w.WriteRawValue(answer.Body);
            }
            w.WriteEndObject();
        }
        w.WriteEndArray();
    });

    private static GraphRefusal Wrong(string message) => new(400, "BadRequest", message);
}
