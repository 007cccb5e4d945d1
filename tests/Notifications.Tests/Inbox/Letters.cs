using System.Text;
using MimeKit;

namespace Notifications.Tests.Inbox;

/// <summary>Messages as servers and clients in the field write them.</summary>
internal static class Letters
{
    public static MimeMessage Reply(string inReplyTo, string text, string from = "wang@unit.example") => Parse($"""
        From: =?utf-8?B?546L5bu65Zu9?= <{from}>
        To: office@house.example
        Subject: =?utf-8?B?5Zue5aSN77ya6YC+5pyf5o+Q6YaS?=
        Message-Id: <{Guid.NewGuid():N}@unit.example>
        In-Reply-To: <{inReplyTo}>
        References: <thread.issue-1@house.example> <{inReplyTo}>
        Date: Mon, 23 Nov 2026 10:00:00 +0800
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        {text}
        """);

    public static MimeMessage OutOfOffice(string inReplyTo, string header) => Parse($"""
        {header}
        From: wang@unit.example
        To: office@house.example
        Subject: Out of office
        Message-Id: <{Guid.NewGuid():N}@unit.example>
        In-Reply-To: <{inReplyTo}>
        Content-Type: text/plain

        I am away.
        """);

    /// <summary>As Postfix and Exchange write it: the notice, the status, the headers of what came back.</summary>
    public static MimeMessage Notice(string messageId, string address, string action = "failed", string status = "5.1.1", bool whole = false) => Parse($"""
        Return-Path: <>
        From: MAILER-DAEMON@relay.example (Mail Delivery System)
        To: office@house.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        Message-Id: <{Guid.NewGuid():N}@relay.example>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

        --=_b
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you that your message could not be delivered.

        --=_b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example
        Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0800

        Final-Recipient: rfc822; moved-{address}
        Original-Recipient: rfc822;{address}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 {status} <{address}>: user unknown

        --=_b
        Content-Type: {(whole ? "message/rfc822" : "text/rfc822-headers")}

        From: office@house.example
        To: {address}
        Subject: x
        Message-Id: <{messageId}>
        {(whole ? "\nbody\n" : "")}
        --=_b--
        """);

    public static MimeMessage Parse(string text) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)), TestContext.Current.CancellationToken);
}
