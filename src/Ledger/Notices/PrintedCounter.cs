namespace Ledger.Notices;

/// <summary>What a printed figure counts.</summary>
public enum CounterCode
{
    /// <summary>A figure with a unit that none of the others claims.</summary>
    Other,

    /// <summary>反馈问题 N个.</summary>
    IssuesFedBack,

    /// <summary>完成整改 N个.</summary>
    IssuesDone,

    /// <summary>细化 N条整改措施.</summary>
    MeasuresPlanned,

    /// <summary>完善整改措施 N条.</summary>
    MeasuresImproved,

    /// <summary>建立完善制度 N个.</summary>
    RulesEstablished,

    /// <summary>督办检查 N次.</summary>
    SupervisionChecks,

    /// <summary>提醒函 N次.</summary>
    ReminderLetters,

    /// <summary>督办函 N份.</summary>
    SupervisionLetters,

    /// <summary>工作简报 N期.</summary>
    Bulletins,

    /// <summary>会议研判 N次.</summary>
    ReviewMeetings,

    /// <summary>实地检查督办 N处.</summary>
    SiteChecks,

    /// <summary>追责问责 N人.</summary>
    PersonsHeldToAccount,

    /// <summary>追责问责 N人次.</summary>
    PersonTimesHeldToAccount,

    /// <summary>N名…任副组长.</summary>
    DeputyHeads,

    /// <summary>N家单位…为成员.</summary>
    MemberUnits,
}

/// <summary>A figure as printed. <paramref name="Value"/> is scaled (1.1万 is 11000); <paramref name="Phrase"/> quotes the words around it.</summary>
public sealed record PrintedCounter(CounterCode Code, decimal Value, string Unit, string Phrase, int Line);

/// <summary>The act a rhythm repeats.</summary>
public enum RhythmAct
{
    /// <summary>督办.</summary>
    Supervision,

    /// <summary>调度.</summary>
    Scheduling,

    /// <summary>通报, 研判, 汇报 and whatever else is done in turn.</summary>
    Other,
}

/// <summary>How often it comes round.</summary>
public enum RhythmPeriod
{
    Day,
    Week,
    TenDays,
    HalfMonth,
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// <summary>A rhythm the notice commits to: 一周一督办, 半月一调度.</summary>
public sealed record PrintedRhythm(RhythmAct Act, RhythmPeriod Every, string Phrase, int Line);
