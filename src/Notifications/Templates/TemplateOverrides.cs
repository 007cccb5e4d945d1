using System.Collections.Concurrent;
using Fluid;
using Microsoft.Extensions.Logging;
using Notifications.Composing;
using Npgsql;

namespace Notifications.Templates;

/// <summary>The office's own wording, per scope (a round) or for all, in place of the built-in one.</summary>
public sealed partial class TemplateOverrides(NpgsqlDataSource database, TimeProvider clock, ILogger<TemplateOverrides> log)
{
    // Sources change rarely and repeat in every batch; null marks one that no longer parses.
    private readonly ConcurrentDictionary<string, IFluidTemplate?> _parsed = new(StringComparer.Ordinal);

    /// <summary>Saves a wording, unless it is broken.</summary>
    /// <param name="scope">Whose wording, e.g. a round; empty for all that have none of their own.</param>
    /// <param name="by">Who saves it.</param>
    /// <returns>Why it was not saved, or null when it was.</returns>
    public async Task<TemplateProblem?> SaveAsync(string scope, string kind, string culture, TemplatePart part, string source,
        string by, CancellationToken cancellationToken)
    {
        if (WordingCheck.Judge(kind, culture, part, source) is { } problem)
            return problem;
        await using var command = database.CreateCommand("""
            insert into notifications.template_override (scope, kind, culture, part, source, saved_at, saved_by)
            values (@scope, @kind, @culture, @part, @source, @now, @by)
            on conflict (scope, kind, culture, part) do update
            set source = excluded.source, saved_at = excluded.saved_at, saved_by = excluded.saved_by
            """);
        AddKey(command, scope, kind, culture, part);
        command.Parameters.AddWithValue("source", source);
        command.Parameters.AddWithValue("now", clock.GetUtcNow().UtcDateTime);
        command.Parameters.AddWithValue("by", by);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return null;
    }

    /// <summary>Every wording of the office's own for one mail, or for all of them.</summary>
    public async Task<IReadOnlyList<SavedWording>> SavedAsync(string? kind, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            select scope, kind, culture, part, source, saved_at, saved_by from notifications.template_override
            where @kind::text is null or kind = @kind order by kind, scope, culture, part
            """);
        command.Parameters.AddWithValue("kind", NpgsqlTypes.NpgsqlDbType.Text, (object?)kind ?? DBNull.Value);
        var saved = new List<SavedWording>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            saved.Add(new SavedWording(reader.GetString(0), reader.GetString(1), reader.GetString(2),
                Enum.Parse<TemplatePart>(reader.GetString(3), ignoreCase: true), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetString(6)));
        }
        return saved;
    }

    /// <summary>Goes back to the built-in wording. Nothing happens when there was no other.</summary>
    public async Task RemoveAsync(string scope, string kind, string culture, TemplatePart part, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            delete from notifications.template_override
            where scope = @scope and kind = @kind and culture = @culture and part = @part
            """);
        AddKey(command, scope, kind, culture, part);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The wording of those mails that have one of the office's own, by mail id; the others are not in it.</summary>
    internal async Task<IReadOnlyDictionary<Guid, Wording>> ForAsync(
        IReadOnlyList<MailToSend> mails, CancellationToken cancellationToken)
    {
        var sources = await ReadAsync([.. mails.Select(mail => mail.Kind).Distinct(StringComparer.Ordinal)], cancellationToken);
        if (sources.Count == 0)
            return new Dictionary<Guid, Wording>();
        var wordings = new Dictionary<Guid, Wording>();
        foreach (var mail in mails)
        {
            if (Find(mail, sources) is { } wording)
                wordings[mail.Id] = wording;
        }
        return wordings;
    }

    private Wording? Find(MailToSend mail, Dictionary<(string, string, string, TemplatePart), string> sources)
    {
        Wording? wording = null;
        foreach (var part in Enum.GetValues<TemplatePart>())
        {
            if (!sources.TryGetValue((mail.Scope ?? "", mail.Kind, mail.Culture, part), out var source)
                && !sources.TryGetValue(("", mail.Kind, mail.Culture, part), out source))
                continue;
            if (_parsed.GetOrAdd(source, Parse) is not { } template)
                return null; // half of one wording and half of another might contradict each other
            wording = (wording ?? Wording.BuiltIn(mail.Kind, mail.Culture)).With(part, template);
        }
        return wording;
    }

    private IFluidTemplate? Parse(string source)
    {
        if (MailLiquid.TryParse(source, out var error) is { } template)
            return template;
        LogUnreadable(log, error!);
        return null;
    }

    private async Task<Dictionary<(string, string, string, TemplatePart), string>> ReadAsync(
        string[] kinds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select scope, kind, culture, part, source from notifications.template_override where kind = any(@kinds)");
        command.Parameters.AddWithValue("kinds", kinds);
        var sources = new Dictionary<(string, string, string, TemplatePart), string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            sources[(reader.GetString(0), reader.GetString(1), reader.GetString(2),
                Enum.Parse<TemplatePart>(reader.GetString(3), ignoreCase: true))] = reader.GetString(4);
        }
        return sources;
    }

    private static void AddKey(NpgsqlCommand command, string scope, string kind, string culture, TemplatePart part)
    {
        command.Parameters.AddWithValue("scope", scope);
        command.Parameters.AddWithValue("kind", kind);
        command.Parameters.AddWithValue("culture", culture);
        command.Parameters.AddWithValue("part", BuiltInWording.NameOf(part));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A stored wording cannot be read ({Reason}); the built-in one goes out")]
    private static partial void LogUnreadable(ILogger logger, string reason);
}

/// <summary>One part of a mail in the office's own words.</summary>
/// <param name="Scope">Whose wording; empty for all that have none of their own.</param>
public sealed record SavedWording(
    string Scope, string Kind, string Culture, TemplatePart Part, string Source, DateTimeOffset SavedAt, string SavedBy);
