using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace Notifications.Composing;

/// <summary>Signs messages by DKIM, when a key is set.</summary>
internal sealed class MailSigner
{
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Cc, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ListId];

    private readonly DkimSigner? _dkim;

    public MailSigner(IOptions<DkimOptions> options)
    {
        if (string.IsNullOrEmpty(options.Value.PrivateKeyFile))
            return;
        _dkim = new DkimSigner(options.Value.PrivateKeyFile, options.Value.Domain!, options.Value.Selector!)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
    }

    public void Sign(MimeMessage message)
    {
        if (_dkim is null)
            return;
        message.Prepare(EncodingConstraint.SevenBit);
        _dkim.Sign(message, Signed);
    }
}
