using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.GraphDemo;

/// <summary>Asks the server what the mailboxes are to be about.</summary>
internal sealed class CrmQuestions(Uri server) : IDisposable
{
    private const string OpenDeals = """
        query OpenDeals($owner: String!) {
          opportunities(first: 4, where: { stage: { kind: { eq: OPEN } }, owner: { email: { eq: $owner } } }) {
            nodes { id number name account { name } primaryContact { name email } stakeholders { contact { name email } } }
          }
        }
        """;

    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>A seller's open deals with customers that have mail addresses.</summary>
    internal async Task<IReadOnlyList<DemoDeal>> OpenDealsAsync(string seller, CancellationToken cancellationToken)
    {
        using var signIn = await _http.PostAsJsonAsync("/dev/token", new { email = seller }, cancellationToken);
        var token = (await signIn.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = OpenDeals, variables = new { owner = seller } }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request, cancellationToken);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        if (json.TryGetProperty("errors", out var errors)) throw new InvalidOperationException($"The server refused to tell the deals: {errors}");
        return [.. json.GetProperty("data").GetProperty("opportunities").GetProperty("nodes").EnumerateArray().Select(n => Read(seller, n)).Where(d => d.Contacts.Count > 0)];
    }

    public void Dispose() => _http.Dispose();

    private static DemoDeal Read(string seller, JsonElement node)
    {
        var people = node.GetProperty("stakeholders").EnumerateArray().Select(s => s.GetProperty("contact")).Append(node.GetProperty("primaryContact"));
        GraphAddress[] contacts =
        [
            .. people.Where(p => p.ValueKind == JsonValueKind.Object && p.GetProperty("email").ValueKind == JsonValueKind.String)
                .Select(p => new GraphAddress(p.GetProperty("email").GetString()!, p.GetProperty("name").GetString()!)).Distinct(),
        ];
        return new DemoDeal(seller, node.GetProperty("id").GetString()!, node.GetProperty("number").GetString()!, node.GetProperty("name").GetString()!, node.GetProperty("account").GetProperty("name").GetString()!, contacts);
    }
}

/// <summary>An open deal of the demo.</summary>
/// <param name="Seller">The owner's address, and mailbox.</param>
/// <param name="Id">The global id.</param>
/// <param name="Number">The number that people know.</param>
/// <param name="Name">What is to be sold.</param>
/// <param name="Account">The customer.</param>
/// <param name="Contacts">The customer's people who write.</param>
internal sealed record DemoDeal(string Seller, string Id, string Number, string Name, string Account, IReadOnlyList<GraphAddress> Contacts);
