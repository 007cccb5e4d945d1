using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Delegating;
using Ledger.Files;
using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.LookingBack;
using Ledger.Notes;
using Ledger.OwnSteps;
using Ledger.Rounds;
using Ledger.Scheduling;
using Ledger.SigningOff;
using Ledger.Supervising;
using Ledger.Units;
using Ledger.Units.History;
using Ledger.Working;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ledger.Storage;

/// <summary>
/// The ledger's tables, schema <c>ledger</c>. Every rule a row can break stands as a constraint behind it
/// (<see cref="Rules"/> and <c>Storage/Rules.sql</c>): a wrong row cannot be stored even by hand.
/// </summary>
public sealed class LedgerDb(DbContextOptions<LedgerDb> options) : DbContext(options)
{
    public const string Schema = "ledger";

    public DbSet<InspectionRound> Rounds => Set<InspectionRound>();

    public DbSet<NoticeSource> Sources => Set<NoticeSource>();

    public DbSet<Issue> Issues => Set<Issue>();

    public DbSet<Measure> Measures => Set<Measure>();

    public DbSet<SignOffRound> SignOffRounds => Set<SignOffRound>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<LookBack> LookBacks => Set<LookBack>();

    public DbSet<OwnStep> OwnSteps => Set<OwnStep>();

    public DbSet<FileContent> FileContents => Set<FileContent>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RosterEntry> RosterHistory => Set<RosterEntry>();

    public DbSet<WeeklySupervision> WeeklySupervisions => Set<WeeklySupervision>();

    public DbSet<WeeklyDuty> WeeklyDuties => Set<WeeklyDuty>();

    public DbSet<WeeklyReport> WeeklyReports => Set<WeeklyReport>();

    public DbSet<SchedulingMeeting> SchedulingMeetings => Set<SchedulingMeeting>();

    public DbSet<CalendarYear> CalendarYears => Set<CalendarYear>();

    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    public DbSet<CalendarOverride> CalendarOverrides => Set<CalendarOverride>();

    public DbSet<StoredLadder> Ladders => Set<StoredLadder>();

    public DbSet<LadderException> LadderExceptions => Set<LadderException>();

    public DbSet<LadderListener> LadderListeners => Set<LadderListener>();

    public DbSet<LadderClimb> LadderClimbs => Set<LadderClimb>();

    public DbSet<IssueNote> Notes => Set<IssueNote>();

    public DbSet<AgendaEntry> AgendaEntries => Set<AgendaEntry>();

    public DbSet<MeetingDecision> MeetingDecisions => Set<MeetingDecision>();

    public DbSet<Letter> Letters => Set<Letter>();

    public DbSet<LetterCounter> LetterCounters => Set<LetterCounter>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<HistoryEntry> History => Set<HistoryEntry>();

    /// <summary>A context that writes through <paramref name="transaction"/>, beside the engine and the outbox.</summary>
    public static LedgerDb On(NpgsqlTransaction transaction)
    {
        var connection = transaction.Connection
            ?? throw new ArgumentException("the transaction has ended", nameof(transaction));
        var db = new LedgerDb(Configure(new DbContextOptionsBuilder<LedgerDb>(), connection).Options);
        db.Database.UseTransaction(transaction);
        return db;
    }

    /// <summary>A context on a pooled connection of <paramref name="source"/>, for reading.</summary>
    public static LedgerDb On(NpgsqlDataSource source) =>
        new(Common(new DbContextOptionsBuilder<LedgerDb>().UseNpgsql(source, Relational)).Options);

    internal static DbContextOptionsBuilder<LedgerDb> Configure(DbContextOptionsBuilder<LedgerDb> builder, NpgsqlConnection connection) =>
        Common(builder.UseNpgsql(connection, Relational));

    /// <summary>In queries what <see cref="PlanProgress.PointsBehind"/> is in code.</summary>
    public static int PointsBehind(DateOnly? plannedFrom, DateOnly? dueOn, int progress, DateOnly today) =>
        PlanProgress.PointsBehind(plannedFrom, dueOn, progress, today);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.HasDbFunction(() => PointsBehind(null, null, 0, default)).HasName("points_behind");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(LedgerDb).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Enums are stored by name: a row is readable by hand, and check constraints name the allowed words.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    private static void Relational(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.MigrationsHistoryTable("migrations", Schema).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);

    private static DbContextOptionsBuilder<LedgerDb> Common(DbContextOptionsBuilder<LedgerDb> builder) =>
        builder.UseSnakeCaseNamingConvention();
}
