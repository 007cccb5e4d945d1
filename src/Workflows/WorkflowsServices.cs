using ElsaRuntime;
using ElsaRuntime.Definitions;
using ElsaRuntime.Tasks;
using Ledger.Working;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Inbox;
using Notifications.Manners;
using Notifications.Receipts;
using Workflows.Acts;
using Workflows.Calendar;
using Workflows.Clock;
using Workflows.Importing;
using Workflows.Inbox;
using Workflows.LifeCycle;
using Workflows.Mails;
using Workflows.Tasks;

namespace Workflows;

/// <summary>Registers the rectification life cycle: acts, steps, checks. The caller adds the runtime, the mail and a data source.</summary>
public static class WorkflowsServices
{
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>();
        services.AddSingleton<IssueMails>().AddSingleton<AssignedMails>().AddSingleton<DeadlineMails>().AddSingleton<SignOffMails>().AddSingleton<WeeklyMails>()
            .AddSingleton<LookBackMails>().AddSingleton<ExtensionMails>().AddSingleton<OwnStepMails>().AddSingleton<SeatMails>();
        services.AddSingleton<SchedulingMails>().AddSingleton<LetterMails>().AddScoped<IReceiptSubjects, LetterReceipts>().AddScoped<IReceiptSubjects, AssignmentReceipts>().AddScoped<ILetterDrafts, LadderDrafts>();
        services.AddScoped<LedgerSession>().AddScoped<OfficeTransaction>().AddScoped<LifeCycleStep>();
        services.AddScoped<IssueActs>().AddScoped<RosterActs>().AddScoped<LeadingGroupActs>().AddScoped<WeeklyReportActs>().AddScoped<SchedulingActs>().AddScoped<LetterActs>().AddScoped<RhythmActs>().AddScoped<NoticeImport>().AddScoped<LifeCycleReading>();
        services.AddSingleton<WorkList>().AddSingleton<IWorkSource, MeasuresDue>().AddSingleton<IWorkSource, ReportsOwed>().AddSingleton<IWorkSource, LettersOwed>()
            .AddSingleton<IWorkSource, DecisionsOwned>().AddSingleton<IWorkSource, IssuesToAssign>()
            .AddSingleton<IWorkSource, IssuesToSignFor>().AddSingleton<IWorkSource, StepsToDecide>().AddSingleton<IWorkSource, OwnStepsToDecide>()
            .AddSingleton<IWorkSource, ExtensionsToDecide>().AddSingleton<IWorkSource, LookBacksDue>();
        services.AddScoped<IReplyReader, ReplyNotes>().AddScoped<IBounceReader, BounceMails>();
        services.AddScoped<LifeCycleMoves>().AddSingleton<IPublishGuard, LifeCycleGuard>();
        services.AddScoped<ITaskHandler, AssignTask>();
        services.AddScoped<ITaskHandler, SuperviseTask>();
        services.AddScoped<ITaskHandler, ScheduleTask>();
        services.AddScoped<SignOffDesk>().AddScoped<EvidenceActs>().AddScoped<LookBackActs>().AddScoped<ExtensionActs>().AddScoped<DelegationActs>();
        services.AddScoped<ITaskHandler, AcceptTask>();
        services.AddScoped<ITaskHandler, EndorseTask>();
        services.AddScoped<ITaskHandler, AgreeTask>();
        services.AddScoped<ITaskHandler, VerifyTask>();
        services.AddScoped<ITaskHandler, ApproveTask>();
        services.AddScoped<ITaskHandler, LookBackTask>();
        services.AddScoped<ITaskHandler, OwnTask>();
        services.AddScoped<IUnattendedScope, ClockActs>().AddScoped<IHandlerMemory, LedgerMemory>();
        services.AddScoped<CalendarActs>().AddScoped<LadderActs>().AddScoped<LightActs>().AddScoped<BuiltInCalendar>().AddSingleton<IWorkingDays, LedgerWorkingDays>();
        services.AddScoped<WeeklySupervisionCheck>().AddScoped<WeeklyCutOffCheck>().AddScoped<HalfMonthlySchedulingCheck>().AddScoped<DeadlineCheck>().AddScoped<LetterReplyCheck>().AddScoped<DecisionCheck>().AddScoped<WorkflowUpkeep>()
            .AddScoped<LookBackCheck>().AddScoped<WaitingStepsCheck>();
        return services;
    }
}
