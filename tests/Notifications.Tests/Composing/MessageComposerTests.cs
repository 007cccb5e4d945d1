using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using Notifications.Composing;
using Notifications.Queueing;
using Notifications.Templates;
using Org.BouncyCastle.Crypto;

namespace Notifications.Tests.Composing;

public sealed class MessageComposerTests
{
    private static readonly SenderOptions Sender = new() { FromAddress = "office@house.example", FromName = "整改办" };

    [Fact]
    public void Chinese_names_and_subjects_survive_the_way()
    {
        var message = OnTheWire(Mail(new Recipient(0, "To", "wang@unit.example", "王建国，\"科长\" <主任>", true)));
        Assert.Equal("王建国，\"科长\" <主任>", message.To.Mailboxes.Single().Name);
        Assert.Equal("wang@unit.example", message.To.Mailboxes.Single().Address);
        Assert.Equal("【逾期提醒】第12号问题", message.Subject);
        Assert.Equal("整改办", message.From.Mailboxes.Single().Name);
        Assert.Equal("正文", message.TextBody!.Trim());
        Assert.Equal("<p>正文</p>", message.HtmlBody!.Trim());
    }

    [Fact]
    public void English_mails_go_out_under_the_offices_English_name_where_it_has_one()
    {
        var named = Sender with { FromNameEnglish = "Rectification Office", ReplyTo = "answers@house.example" };
        Assert.Equal(("Rectification Office", "Rectification Office"), NamesIn("en", named));
        Assert.Equal(("整改办", "整改办"), NamesIn("zh-CN", named));
        Assert.Equal(("整改办", "整改办"), NamesIn("en", named with { FromNameEnglish = "" }));
    }

    private static (string?, string?) NamesIn(string culture, SenderOptions sender)
    {
        using var message = MessageComposer.Compose(Mail() with { Culture = culture }, new RenderedMail("s", "h", "t"), sender, MailHost.Start);
        return (message.From.Mailboxes.Single().Name, message.ReplyTo.Mailboxes.Single().Name);
    }

    [Theory]
    [InlineData("王建国\r\nBcc: spy@elsewhere.example")]
    [InlineData("王建国\nBcc: spy@elsewhere.example")]
    [InlineData("Wang\r\n\r\n<script>")]
    [InlineData("Wang\u2028Bcc: spy@elsewhere.example")]
    public void No_name_can_forge_a_header(string name)
    {
        var person = new MailPerson("wang@unit.example", name);
        var raw = Encoding.UTF8.GetString(Bytes(Mail(new Recipient(0, "To", person.Address, person.Name, true))));
        var message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(raw)), TestContext.Current.CancellationToken);
        Assert.Empty(message.Bcc);
        Assert.DoesNotContain("\nBcc", raw, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("wang@unit.example", message.To.Mailboxes.Single().Address);
    }

    [Fact]
    public void The_machine_says_that_it_is_one_and_keeps_a_thread_together()
    {
        var message = OnTheWire(Mail() with { Thread = "issue-12" });
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("<issue-12.house.example>", message.Headers[HeaderId.ListId]);
        Assert.Equal("0123@house.example", message.MessageId);
        Assert.Equal("thread.issue-12@house.example", Assert.Single(message.References));
        Assert.Equal(MailHost.Start, message.Date);
    }

    [Fact]
    public void Nothing_needs_more_than_seven_bits()
    {
        var bytes = Bytes(Mail() with { Papers = [new Paper("提醒函〔2026〕3号.pdf", "application/pdf", [0, 255, 13, 10])] });
        Assert.All(bytes, one => Assert.InRange(one, (byte)1, (byte)127));
        var message = MimeMessage.Load(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        var paper = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("提醒函〔2026〕3号.pdf", paper.FileName);
        using var content = new MemoryStream();
        paper.Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        Assert.Equal([0, 255, 13, 10], content.ToArray());
    }

    [Theory]
    [InlineData("wang@unit.example", true)]
    [InlineData("王建国@unit.example", true)]
    [InlineData("wang@单位.example", true)]
    [InlineData("wang", false)]
    [InlineData("wang@", false)]
    [InlineData("a@unit.example, b@unit.example", false)]
    [InlineData("Wang <wang@unit.example>", false)]
    [InlineData("wang@unit.example Bcc: spy@elsewhere.example", false)]
    public void Only_one_plain_address_is_an_address(string text, bool is_one) =>
        Assert.Equal(is_one, MailAddresses.TryParse(new Recipient(0, "To", text, "", true), out _));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_a_key_the_message_carries_a_signature_that_holds(bool withSmime)
    {
        var certificate = Path.GetTempFileName();
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, rsa.ExportRSAPrivateKeyPem(), TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(certificate, Certificate(rsa), TestContext.Current.CancellationToken);
            var signer = new MailSigner(
                Microsoft.Extensions.Options.Options.Create(new DkimOptions { Domain = "house.example", Selector = "mail", PrivateKeyFile = file }),
                Microsoft.Extensions.Options.Options.Create(new SmimeOptions { CertificateFile = withSmime ? certificate : null, Password = "secret" }));
            var message = Message(Mail());
            signer.Sign(message);
            var received = MimeMessage.Load(new MemoryStream(Bytes(message)), TestContext.Current.CancellationToken);
            var verifier = new DkimVerifier(new KnownKey(Org.BouncyCastle.Security.DotNetUtilities.GetRsaPublicKey(rsa)));
            Assert.True(await verifier.VerifyAsync(received, received.Headers[received.Headers.IndexOf(HeaderId.DkimSignature)], TestContext.Current.CancellationToken));
            if (withSmime)
            {
                using var context = new TemporarySecureMimeContext();
                var signature = Assert.Single(Assert.IsType<MultipartSigned>(received.Body).Verify(context, TestContext.Current.CancellationToken));
                Assert.True(signature.Verify(verifySignatureOnly: true));
                Assert.Equal("office@house.example", signature.SignerCertificate?.Email);
            }
            Assert.Equal("正文", received.TextBody?.Trim());
        }
        finally
        {
            File.Delete(file);
            File.Delete(certificate);
        }
    }

    private static byte[] Certificate(System.Security.Cryptography.RSA key)
    {
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Office, E=office@house.example", key,
            System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx, "secret");
    }

    private static MailToSend Mail(params Recipient[] recipients) => new(Guid.NewGuid(), "Overdue", "zh-CN", "{}", null, null,
        "0123@house.example", 0, default, recipients.Length > 0 ? recipients : [new Recipient(0, "To", "wang@unit.example", "王建国", true)], []);

    private static MimeMessage Message(MailToSend mail) => MessageComposer.Compose(
        mail, new RenderedMail("【逾期提醒】第12号问题", "<p>正文</p>", "正文\n"), Sender, MailHost.Start);

    private static byte[] Bytes(MailToSend mail) => Bytes(Message(mail));

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static MimeMessage OnTheWire(MailToSend mail) => MimeMessage.Load(new MemoryStream(Bytes(mail)), TestContext.Current.CancellationToken);

    private sealed class KnownKey(AsymmetricKeyParameter key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) => key;

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(key);
    }
}
