using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace Notifications.Composing;

/// <summary>Signs messages: the content by S/MIME for the reader, then the whole by DKIM for the servers on the way, each when it is set.</summary>
internal sealed class MailSigner
{
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Cc, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ListId];

    private readonly DkimSigner? _dkim;
    private readonly CmsSigner? _smime;

    public MailSigner(IOptions<DkimOptions> dkim, IOptions<SmimeOptions> smime)
    {
        if (!string.IsNullOrEmpty(smime.Value.CertificateFile))
            _smime = new CmsSigner(smime.Value.CertificateFile, smime.Value.Password) { DigestAlgorithm = DigestAlgorithm.Sha256 };
        if (string.IsNullOrEmpty(dkim.Value.PrivateKeyFile))
            return;
        _dkim = new DkimSigner(dkim.Value.PrivateKeyFile, dkim.Value.Domain!, dkim.Value.Selector!)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
    }

    public void Sign(MimeMessage message)
    {
        if (_smime is not null)
        {
            using var context = new TemporarySecureMimeContext();
            message.Body = MultipartSigned.Create(context, _smime, message.Body!);
        }
        if (_dkim is null)
            return;
        message.Prepare(EncodingConstraint.SevenBit);
        _dkim.Sign(message, Signed);
    }
}
