using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Testing;
using CrmGraph.Testing.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Graph.Models.ODataErrors;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Secrets come from the configuration and go to those whom they are for, and nowhere else.</summary>
public sealed class GraphSecretsTests
{
    private const string WrongSecret = "wrong~secret.Zt81";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_is_in_a_log_a_row_an_error_or_a_report_whatever_goes_wrong()
    {
        await using var outside = await WebhookReceiver.StartAsync();
        outside.Answer = (_, http) =>
        {
            (http.Response.StatusCode, http.Response.ContentType) = (200, "text/plain");
            return http.Response.WriteAsync(http.Request.Query["validationToken"].ToString());
        };
        var log = new LogLines();
        Dictionary<string, string?> settings = [];
        await using var scene = await GraphScene.StartAsync(
            all =>
            {
                settings = all;
                all["Connectors:MicrosoftGraph:PublicUrl"] = $"http://127.0.0.1:{outside.Port}";
            },
            fill: graph => graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "报价", "正文"),
            log: log);
        await scene.SettleAsync();
        var states = scene.Emulator.Subscriptions.All.Select(s => s.ClientState!).ToList();

        // a token that is taken back, then everything that can go wrong on the way, then a secret that is not accepted
        scene.Emulator.RevokeTokens();
        await scene.SyncAsync();
        scene.Emulator.Faults.Everything(0.3, 5);
        for (var second = 0; second < 10; second++)
        {
            await scene.WakeAsync();
            await scene.PassAsync();
        }
        scene.Emulator.Faults.Off();
        settings["Connectors:MicrosoftGraph:ClientSecret"] = WrongSecret;
        await scene.RestartAsync();
        await scene.WakeAsync();
        await scene.PassUntilAsync(db => db.SyncSources.AnyAsync(s => s.LastError != null && s.LastError.Contains("AADSTS7000215"), Cancelled));
        var report = (await scene.ConnectorAsync()).GetRawText();

        string[] secrets = [scene.Emulator.Options.ClientSecret, WrongSecret, .. states, .. scene.Emulator.TokensGiven];
        Assert.InRange(secrets.Length, 6, 100);
        Assert.Contains("No token: the tenant, the app, its secret or its certificate is not accepted (AADSTS7000215).", report, StringComparison.Ordinal);
        Assert.DoesNotContain(secrets, s => report.Contains(s, StringComparison.Ordinal));
        Assert.NotEmpty(log.All);
        Assert.DoesNotContain(log.All, line => secrets.Any(s => line.Contains(s, StringComparison.Ordinal)));
        var bytes = await DatabaseBytes.ReadAsync(scene.Database);
        Assert.True(bytes.Hold("报价"));
        Assert.DoesNotContain(secrets, bytes.Hold);
    }

    [Fact]
    public void Of_what_Graph_writes_only_its_code_is_kept()
    {
        const string Told = "Bearer eyJ0eXAi of wang.fang@crmgraph.example";

        Assert.Equal("HTTP 403 ErrorAccessDenied.", ReasonOf(new ODataError { ResponseStatusCode = 403, Error = new MainError { Code = "ErrorAccessDenied", Message = Told } }));
        Assert.Equal("HTTP 500.", ReasonOf(new ODataError { ResponseStatusCode = 500, Error = new MainError { Code = Told, Message = Told } }));
        Assert.Equal("The request failed (Unknown).", ReasonOf(new HttpRequestException(Told)));
        Assert.Equal("The answer cannot be read.", ReasonOf(new System.Text.Json.JsonException(Told)));
        Assert.Equal("No answer in time.", ReasonOf(new TaskCanceledException(Told)));
        Assert.Null(GraphFailures.ResultOf(new InvalidOperationException(Told)));
    }

    private static string ReasonOf(Exception failure) => Assert.IsType<SyncResult.Failed>(GraphFailures.ResultOf(failure)).Reason;
}
