using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;

namespace Notifications.Templates;

/// <summary>Judges a wording before it is saved. Pure.</summary>
public static partial class WordingCheck
{
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(10);

    /// <returns>The first fault found, or null when the wording can go out.</returns>
    public static TemplateProblem? Judge(string kind, string culture, TemplatePart part, string source)
    {
        if (!MailTemplate.All.TryGetValue(kind, out var mail) || !Cultures.All.Contains(culture))
            return new(TemplateProblem.UnknownMail, part, null, null, $"{kind}/{culture}");
        if (string.IsNullOrWhiteSpace(source))
            return new(TemplateProblem.Empty, part, null, null, "");
        if (MailLiquid.TryParse(source, out var error) is not { } template)
            return Syntax(part, error!);
        return OnSample(mail, culture, part, template, source);
    }

    private static TemplateProblem Syntax(TemplatePart part, string error)
    {
        var place = Place().Match(error);
        return place.Success
            ? new(TemplateProblem.Syntax, part, Number(place, 1), Number(place, 2), error[..place.Index].TrimEnd().Replace(" at", "", StringComparison.Ordinal))
            : new(TemplateProblem.Syntax, part, null, null, error);
    }

    private static TemplateProblem? OnSample(MailTemplate mail, string culture, TemplatePart part, IFluidTemplate template, string source)
    {
        var unknown = new List<string>();
        if (Fault(mail, culture, part, template, unknown.Add) is { } fault)
        {
            var key = fault is InvalidOperationException or TimeoutException ? TemplateProblem.TooMuch : TemplateProblem.FailsOnSample;
            return new(key, part, LineOf(source, beginning => Fault(mail, culture, part, beginning, _ => { }) is not null), null, fault.Message);
        }
        if (unknown.Count == 0)
            return null;
        var (line, column) = PlaceOf(unknown[0], source);
        return new(TemplateProblem.UnknownValue, part, line, column, string.Join(", ", unknown.Distinct(StringComparer.Ordinal)));
    }

    private static Exception? Fault(MailTemplate mail, string culture, TemplatePart part, IFluidTemplate template, Action<string> unknown)
    {
        try
        {
            MailRenderer.Render(MailRenderer.SampleOf(mail, culture), Wording.BuiltIn(mail.Kind, culture).With(part, template), unknown);
            return null;
        }
#pragma warning disable CA1031 // whatever the wording does on sample values, it would do on a real mail
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    // A template that was read knows no lines any more. The fault begins behind the longest beginning that is whole and still
    // good. Whoever saves waits for it: where the beginnings take long themselves, the line found by then must do.
    private static int LineOf(string source, Func<IFluidTemplate, bool> fails)
    {
        var good = 0;
        var lines = source.Split('\n');
        var begun = Stopwatch.GetTimestamp();
        for (var line = 1; line < lines.Length && Stopwatch.GetElapsedTime(begun) < LongestSearch; line++)
        {
            if (MailLiquid.TryParse(string.Join('\n', lines[..line]), out _) is not { } beginning)
                continue;
            if (fails(beginning))
                break;
            good = line;
        }
        return good + 1;
    }

    // Where the name stands first; a member of a loop's item is written with the loop's own name before it.
    private static (int? Line, int? Column) PlaceOf(string name, string source)
    {
        var at = source.IndexOf(name, StringComparison.Ordinal);
        if (at < 0)
            at = source.IndexOf(name[(name.LastIndexOf('.') + 1)..], StringComparison.Ordinal);
        if (at < 0)
            return (null, null);
        var before = source.AsSpan(0, at);
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }

    private static int Number(Match place, int group) => int.Parse(place.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\((\d+):(\d+)\)")]
    private static partial Regex Place();
}
