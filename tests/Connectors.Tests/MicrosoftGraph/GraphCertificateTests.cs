using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>The app proves itself by a certificate; what is wrong with one is said, and nothing that is secret.</summary>
public sealed class GraphCertificateTests : IDisposable
{
    private const string Password = "Pfx~passw0rd";
    private const string Section = "Connectors:MicrosoftGraph";

    private readonly string _folder = Directory.CreateTempSubdirectory("crmgraph-certificates-").FullName;
    private readonly RSA _key = RSA.Create(2048);
    private readonly FakeTimeProvider _time = new(Given.Now);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("app.pfx", Password)]
    [InlineData("app.p12", null)]
    [InlineData("app.pem", null)]
    [InlineData("app.pem", Password)]
    public async Task A_certificate_signs_for_a_token_and_the_login_service_checks_it(string name, string? password)
    {
        using var certificate = Certificate(_key);
        await using var login = await GraphEmulator.StartAsync(_time, new GraphEmulatorOptions { ClientCertificate = certificate.RawData });
        var path = await WriteAsync(name, certificate, _key, password);
        var options = OptionsOf(path, password, login);

        Assert.Empty(new GraphOptionsValidator().Validate(null, options).Failures ?? []);
        using var credential = (TokenUrlCredential)GraphCredentials.Of(options, GraphAddresses.Of(options), _time);
        var token = await credential.GetTokenAsync(new TokenRequestContext(["https://graph.microsoft.com/.default"]), Cancelled);

        Assert.Equal(64, token.Token.Length);
    }

    [Fact]
    public async Task A_certificate_that_the_app_does_not_have_or_that_is_over_ends_in_an_error_that_says_so()
    {
        using var other = RSA.Create(2048);
        using var certificate = Certificate(_key);
        using var wrong = Certificate(other);
        await using var login = await GraphEmulator.StartAsync(_time, new GraphEmulatorOptions { ClientCertificate = certificate.RawData });

        var refused = await FailAsync(await WriteAsync("wrong.pfx", wrong, other, Password), login);
        _time.Advance(TimeSpan.FromDays(31));
        var outdated = await FailAsync(await WriteAsync("old.pfx", certificate, _key, Password), login);
        var options = OptionsOf(Path.Combine(_folder, "old.pfx"), Password, null);
        // Microsoft's library is not even asked
        using var library = (DatedCredential)GraphCredentials.Of(options, GraphAddresses.Of(options), _time);
        var early = Assert.Throws<CertificateOutdatedException>(() => library.GetToken(new TokenRequestContext([]), Cancelled));

        Assert.Equal("No token: the tenant, the app, its secret or its certificate is not accepted (AADSTS700027).", refused);
        Assert.Equal("No token: the certificate of Connectors:MicrosoftGraph:CertificatePath is valid from 2026-06-01 to 2026-07-01 only; put a valid one there and restart.", outdated);
        Assert.Equal(outdated, $"No token: {early.Message}");
    }

    [Fact]
    public async Task A_wrong_secret_ends_in_the_code_of_the_refusal()
    {
        await using var login = await GraphEmulator.StartAsync(_time);
        var options = GraphOptionsTests.Options(("TokenUrl", login.TokenUrl), ("ClientId", login.Options.ClientId));
        using var credential = (TokenUrlCredential)GraphCredentials.Of(options, GraphAddresses.Of(options), _time);

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await credential.GetTokenAsync(new TokenRequestContext(["https://graph.microsoft.com/.default"]), Cancelled));

        Assert.Equal("No token: the tenant, the app, its secret or its certificate is not accepted (AADSTS7000215).", Assert.IsType<SyncResult.Failed>(GraphFailures.ResultOf(failure)).Reason);
    }

    [Fact]
    public async Task What_is_wrong_with_the_file_is_said_at_the_start()
    {
        using var certificate = Certificate(_key);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var elliptic = new CertificateRequest("CN=crm", curve, HashAlgorithmName.SHA256).CreateSelfSigned(Given.Now, Given.Now.AddDays(1));
        var (public_, text, ec) = (Path.Combine(_folder, "public.pfx"), Path.Combine(_folder, "notes.pem"), Path.Combine(_folder, "ec.pfx"));
        await File.WriteAllBytesAsync(public_, new X509Certificate2Collection(X509CertificateLoader.LoadCertificate(certificate.RawData)).Export(X509ContentType.Pkcs12)!, Cancelled);
        await File.WriteAllTextAsync(text, "not a certificate", Cancelled);
        await File.WriteAllBytesAsync(ec, elliptic.Export(X509ContentType.Pkcs12), Cancelled);
        var good = await WriteAsync("app.pfx", certificate, _key, Password);

        const string Unreadable = "names a file that is no certificate in PKCS #12 or PEM, or CertificatePassword does not open it.";
        Assert.Equal([$"{Section}:CertificatePath names a file that is not there: nowhere.pfx."], Findings("nowhere.pfx", null));
        Assert.Equal([$"{Section}:CertificatePath {Unreadable}"], Findings(good, "wrong-password"));
        Assert.Equal([$"{Section}:CertificatePath {Unreadable}"], Findings(text, null));
        Assert.Equal([$"{Section}:CertificatePath names a file without a private key."], Findings(public_, null));
        Assert.Equal([$"{Section}:CertificatePath names a certificate whose key is not an RSA key."], Findings(ec, null));
        Assert.Equal([$"{Section}:ClientSecret or {Section}:CertificatePath is needed, and only one of them."], GraphOptionsTests.Findings(("CertificatePath", good), ("CertificatePassword", Password)));
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IReadOnlyList<string> Findings(string path, string? password)
    {
        var findings = GraphOptionsTests.Findings(("ClientSecret", null), ("CertificatePath", path), ("CertificatePassword", password));
        Assert.DoesNotContain(findings, f => f.Contains("assw", StringComparison.Ordinal) && !f.Contains("CertificatePassword", StringComparison.Ordinal));
        return findings;
    }

    private async Task<string> FailAsync(string path, GraphEmulator login)
    {
        var options = OptionsOf(path, Password, login);
        using var credential = (TokenUrlCredential)GraphCredentials.Of(options, GraphAddresses.Of(options), _time);
        var failure = await Assert.ThrowsAnyAsync<AuthenticationFailedException>(async () => await credential.GetTokenAsync(new TokenRequestContext(["https://graph.microsoft.com/.default"]), Cancelled));
        return Assert.IsType<SyncResult.Failed>(GraphFailures.ResultOf(failure)).Reason;
    }

    private static GraphOptions OptionsOf(string path, string? password, GraphEmulator? login) => GraphOptionsTests.Options(
        ("ClientSecret", null), ("CertificatePath", path), ("CertificatePassword", password), ("TokenUrl", login?.TokenUrl), ("TenantId", "7a4bb1b6-3c1f-4d0e-9f0c-1d2e3f405162"), ("ClientId", "c0ffee00-1111-4222-8333-444455556666"));

    private static X509Certificate2 Certificate(RSA key) => new CertificateRequest("CN=CrmGraph", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        .CreateSelfSigned(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));

    private async Task<string> WriteAsync(string name, X509Certificate2 certificate, RSA key, string? password)
    {
        var path = Path.Combine(_folder, name);
        if (Path.GetExtension(name) != ".pem")
        {
            await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pkcs12, password), Cancelled);
            return path;
        }
        var secret = password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        await File.WriteAllTextAsync(path, $"{certificate.ExportCertificatePem()}\n{secret}\n", Cancelled);
        return path;
    }
}
