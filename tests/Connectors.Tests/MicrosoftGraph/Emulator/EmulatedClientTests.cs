using Azure.Core.Pipeline;
using Azure.Identity;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

/// <summary>Microsoft's own client and credential get along with the emulator.</summary>
public sealed class EmulatedClientTests : IAsyncLifetime
{
    private GraphEmulator _emulator = null!;
    private HttpClient _login = null!;
    private GraphServiceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await GraphEmulator.StartAsync();
        _login = new HttpClient(new Detour(_emulator));
        var credential = new ClientSecretCredential(_emulator.Options.TenantId, _emulator.Options.ClientId, _emulator.Options.ClientSecret, new ClientSecretCredentialOptions
        {
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(_login),
        });
        _client = new GraphServiceClient(new AzureIdentityAuthenticationProvider(credential, ["127.0.0.1"], null, isCaeEnabled: false, "https://graph.microsoft.com/.default"), _emulator.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _login.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task The_official_client_follows_delta_links_and_reads_removals_and_refusals()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var mailbox = _emulator.Mailbox("wang.fang@crmgraph.example", "王芳");
        for (var i = 0; i < 3; i++) mailbox.Receive("li.na@huaxin.example", $"询价 {i}", "<p>您好</p>", isHtml: true);
        var inbox = _client.Users[mailbox.Address].MailFolders["inbox"];

        var first = await inbox.Messages.Delta.GetAsDeltaGetResponseAsync(r =>
        {
            r.Headers.Add("Prefer", "IdType=\"ImmutableId\", odata.maxpagesize=2");
            r.QueryParameters.Select = ["subject", "from", "body", "receivedDateTime"];
        }, cancellationToken);
        var second = await inbox.Messages.Delta.WithUrl(first!.OdataNextLink!).GetAsDeltaGetResponseAsync(Immutable, cancellationToken);
        mailbox.Move(mailbox.Messages[0], mailbox.Archive);
        var third = await inbox.Messages.Delta.WithUrl(second!.OdataDeltaLink!).GetAsDeltaGetResponseAsync(Immutable, cancellationToken);
        mailbox.ExpireDeltaTokens();
        var gone = await Assert.ThrowsAsync<ODataError>(() => inbox.Messages.Delta.WithUrl(third!.OdataDeltaLink!).GetAsDeltaGetResponseAsync(Immutable, cancellationToken));

        Assert.Equal(["询价 0", "询价 1"], first.Value!.Select(m => m.Subject));
        Assert.Equal(("li.na@huaxin.example", BodyType.Html), (first.Value![0].From!.EmailAddress!.Address, first.Value[0].Body!.ContentType));
        Assert.Null(first.Value[0].ConversationId);
        Assert.Equal("询价 2", Assert.Single(second!.Value!).Subject);
        var removed = Assert.Single(third!.Value!);
        Assert.Equal(first.Value[0].Id, removed.Id);
        Assert.True(removed.AdditionalData.ContainsKey("@removed"));
        Assert.Equal((410, "SyncStateNotFound"), (gone.ResponseStatusCode, gone.Error!.Code));
        Assert.Contains(gone.ResponseHeaders["Location"], l => l.EndsWith("$deltatoken=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_official_client_sends_a_draft_and_schedules_a_meeting()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var user = _client.Users[_emulator.Mailbox("wang.fang@crmgraph.example").Address];
        var receiver = _emulator.Mailbox("zhao.lei@crmgraph.example");
        List<Recipient> to = [new() { EmailAddress = new EmailAddress { Address = receiver.Address } }];

        var draft = await user.Messages.PostAsync(new Message { Subject = "报价单", Body = new ItemBody { ContentType = BodyType.Text, Content = "请见附件" }, ToRecipients = to }, Immutable, cancellationToken);
        await user.Messages[draft!.Id].Send.PostAsync(Immutable, cancellationToken);
        var sent = await user.Messages[draft.Id].GetAsync(Immutable, cancellationToken);
        var meeting = await user.Calendar.Events.PostAsync(new Event
        {
            Subject = "演示",
            Start = new DateTimeTimeZone { DateTime = "2026-06-16T06:00:00", TimeZone = "UTC" },
            End = new DateTimeTimeZone { DateTime = "2026-06-16T07:00:00", TimeZone = "UTC" },
            Attendees = [new Attendee { EmailAddress = to[0].EmailAddress, Type = AttendeeType.Required }],
            TransactionId = "0197a7b0-0000-7000-8000-000000000002",
        }, Immutable, cancellationToken);
        var window = await _client.Users[receiver.Id].CalendarView.Delta.GetAsDeltaGetResponseAsync(r => (r.QueryParameters.StartDateTime, r.QueryParameters.EndDateTime) = ("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"), cancellationToken);

        Assert.False(sent!.IsDraft);
        Assert.Equal(draft.InternetMessageId, Assert.Single(receiver.Messages).InternetMessageId);
        var invitation = Assert.Single(window!.Value!);
        Assert.Equal((meeting!.ICalUId, EventType.SingleInstance, Sensitivity.Normal), (invitation.ICalUId, invitation.Type, invitation.Sensitivity));
        Assert.NotNull(window.OdataDeltaLink);
        Assert.Empty(_emulator.Breaches);
    }

    private static void Immutable<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Headers.Add("Prefer", "IdType=\"ImmutableId\"");

    /// <summary>Takes what the credential wants to say to Microsoft's login to the emulator: it insists on https and on a host that it knows.</summary>
    private sealed class Detour(GraphEmulator emulator) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("https://login.microsoftonline.com", request.RequestUri!.GetLeftPart(UriPartial.Authority));
            request.RequestUri = new Uri(new Uri(emulator.AuthorityUrl), request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
