namespace Workflows.LifeCycle;

/// <summary>The names by which the life cycle's definition and the code that serves it know each other.</summary>
public static class LifeCycleNames
{
    /// <summary>Definition id of <c>Definitions/rectification-life-cycle.json</c>.</summary>
    public const string DefinitionId = "rectification-life-cycle";

    /// <summary>Task: the office assigns the issue.</summary>
    public const string AssignIssue = "assign-issue";

    /// <summary>Task: the week's supervision is on record.</summary>
    public const string SuperviseWeek = "supervise-week";

    /// <summary>Task: the half month's meeting is on record.</summary>
    public const string ScheduleMeeting = "schedule-meeting";

    /// <summary>Task: the lead unit signs for the issue.</summary>
    public const string AcceptIssue = "accept-issue";

    /// <summary>Task: the head of the lead unit signs a sign-off request.</summary>
    public const string EndorseSignOff = "endorse-sign-off";

    /// <summary>Task: the lead leaders agree to a sign-off request.</summary>
    public const string AgreeSignOff = "agree-sign-off";

    /// <summary>Task: the leading group approves a sign-off request.</summary>
    public const string ApproveSignOff = "approve-sign-off";

    /// <summary>Task: the office looks back at a signed-off issue.</summary>
    public const string LookBack = "look-back";

    /// <summary>Task: the office verifies a sign-off request.</summary>
    public const string VerifySignOff = "verify-sign-off";

    /// <summary>Event: a week is opened. Input <c>{weekOf}</c>.</summary>
    public const string WeeklySupervision = "weekly-supervision";

    /// <summary>Event: a half month is opened. Input <c>{halfMonthFrom}</c>.</summary>
    public const string HalfMonthlyScheduling = "half-monthly-scheduling";

    /// <summary>Event: a look-back is due. Input <c>{cycle}</c>.</summary>
    public const string LookBackDue = "look-back-due";

    /// <summary>Event: sign-off is requested. Input <c>{round}</c>.</summary>
    public const string SignOffRequested = "sign-off-requested";

    /// <summary>Whether the ledger knows the task; any other is one the office has drawn under a name of its own.</summary>
    public static bool Knows(string task) => task is AssignIssue or AcceptIssue or SuperviseWeek or ScheduleMeeting
        or EndorseSignOff or AgreeSignOff or VerifySignOff or ApproveSignOff or LookBack;
}
