using Ledger.Storage;
using Notifications.Proof;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Host.Pages.Issues;

/// <summary>What the issue page works with: where it reads, and the acts it hands on.</summary>
public sealed record IssueDesk(
    LedgerDb Db,
    IssueActs Acts,
    EvidenceActs Evidence,
    ExtensionActs Extensions,
    LookBackActs LookBacks,
    LifeCycleReading LifeCycle,
    MailLog Mails,
    TimeProvider Clock);
