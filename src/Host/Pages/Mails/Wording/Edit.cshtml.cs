using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Host.Accounts;
using Host.Localization;
using Ledger.History;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Notifications.Templates;
using Workflows.Mails;

namespace Host.Pages.Mails.Wording;

/// <summary>The wording of one mail in one language, for all rounds or for one: looked at with invented values, changed, taken back.</summary>
[Authorize(Roles = nameof(Role.Office))]
public sealed class EditModel(TemplateOverrides overrides, LedgerDb db, CurrentActor current, IStringLocalizer<Words> words) : PageModel
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Dictionary<TemplatePart, string> _sources = [];
    private readonly List<TemplateProblem> _problems = [];
    private IReadOnlyList<SavedWording> _saved = [];

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Language { get; set; } = Cultures.Chinese;

    /// <summary>A round, or empty for all rounds that have no wording of their own.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Scope { get; set => field = value ?? ""; } = "";

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Html { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<(string Scope, string Name)> Scopes { get; private set; } = [];

    /// <summary>The mail as it reads with what is saved.</summary>
    public RenderedMail Shown { get; private set; } = new("", "", "");

    /// <summary>The names a wording may use, with invented values.</summary>
    public string Values => JsonSerializer.Serialize(JsonDocument.Parse(Template.SampleValues(Language)).RootElement, Indented);

    public bool HasOwn => _saved.Any(one => one.Scope == Scope && one.Culture == Language);

    private MailTemplate Template => MailTemplate.All[Kind];

    public string SourceOf(TemplatePart part) => _sources[part];

    /// <summary>Why the part was not saved, with its line; null when it was, or may be.</summary>
    public string? ProblemOf(TemplatePart part) => _problems.FirstOrDefault(one => one.Part == part) is { } problem ? Say(problem) : null;

    /// <summary>Whose words the part is in.</summary>
    public string OriginOf(TemplatePart part) => SavedFor(part) is { } saved
        ? words[saved.Scope == Scope ? "WordingSavedBy" : "WordingOfAll", saved.SavedBy, saved.SavedAt.Written(CultureInfo.CurrentUICulture)]
        : words["WordingBuiltIn"];

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var stop = HttpContext.RequestAborted;
        var rounds = await db.Rounds.AsNoTracking().OrderByDescending(r => r.RegisteredAt).Select(r => new { r.Id, r.Title }).ToListAsync(stop);
        Scopes = [("", ""), .. rounds.Select(round => (IssueMails.ScopeOf(round.Id), round.Title))];
        if (!MailTemplate.All.ContainsKey(Kind) || !Cultures.All.Contains(Language) || !Scopes.Any(one => one.Scope == Scope))
        {
            context.Result = NotFound();
            return;
        }

        await LoadAsync(stop);
        await next();
    }

    public void OnGet()
    {
    }

    public IActionResult OnGetLetter() => this.Letter(Shown.Html);

    /// <summary>What was typed, looked at without saving it, in the frame.</summary>
    public IActionResult OnPostTry()
    {
        Judge();
        return _problems.Count == 0
            ? this.Letter(MailRenderer.Preview(Template, Language, _sources[TemplatePart.Subject], _sources[TemplatePart.Html], _sources[TemplatePart.Text]).Html)
            : this.Letter($"<meta charset=utf-8><ul>{string.Concat(_problems.Select(one => $"<li>{HtmlEncoder.Default.Encode($"{words.Of(one.Part)}: {Say(one)}")}"))}</ul>");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Judge();
        if (_problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        foreach (var (part, source) in _sources)
        {
            // What reads as it would without it is no wording of its own: a later correction of the built-in one then reaches it.
            if (source == Below(part))
            {
                await overrides.RemoveAsync(Scope!, Kind, Language, part, cancellationToken);
            }
            else
            {
                await overrides.SaveAsync(Scope!, Kind, Language, part, source, current.Actor.Name, cancellationToken);
            }
        }

        return Done("Said_WordingSaved");
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var part in Enum.GetValues<TemplatePart>())
        {
            await overrides.RemoveAsync(Scope!, Kind, Language, part, cancellationToken);
        }

        return Done("Said_WordingRestored");
    }

    private RedirectResult Done(string said)
    {
        TempData["Said"] = said;
        return Redirect($"/mails/wording/{Kind}?language={Language}&scope={Uri.EscapeDataString(Scope!)}");
    }

    private void Judge()
    {
        Take(TemplatePart.Subject, Subject);
        Take(TemplatePart.Html, Html);
        Take(TemplatePart.Text, Text);
        _problems.AddRange(_sources.Select(one => WordingCheck.Judge(Kind, Language, one.Key, one.Value)).OfType<TemplateProblem>());
    }

    // Browsers send line ends as CR LF; the built-in wording has LF.
    private void Take(TemplatePart part, string? typed) => _sources[part] = (typed ?? "").ReplaceLineEndings("\n");

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        _saved = await overrides.SavedAsync(Kind, cancellationToken);
        foreach (var part in Enum.GetValues<TemplatePart>())
        {
            _sources[part] = SavedFor(part)?.Source ?? BuiltInWording.Source(Kind, Language, part);
        }

        try
        {
            Shown = MailRenderer.Preview(Template, Language, _sources[TemplatePart.Subject], _sources[TemplatePart.Html], _sources[TemplatePart.Text]);
        }
#pragma warning disable CA1031 // a wording saved before the mail's values changed: the built-in one goes out, and is shown
        catch (Exception)
#pragma warning restore CA1031
        {
            Shown = MailRenderer.Preview(Template, Language);
        }
    }

    private SavedWording? SavedFor(TemplatePart part) => Saved(part, Scope!) ?? Saved(part, "");

    private SavedWording? Saved(TemplatePart part, string scope) =>
        _saved.FirstOrDefault(one => one.Scope == scope && one.Culture == Language && one.Part == part);

    /// <summary>What the part would read without a wording of this scope.</summary>
    private string Below(TemplatePart part) =>
        (Scope!.Length > 0 ? Saved(part, "")?.Source : null) ?? BuiltInWording.Source(Kind, Language, part);

    private string Say(TemplateProblem problem)
    {
        var reason = TemplateProblem.Text(problem.Key, CultureInfo.CurrentUICulture.Name);
        var said = problem.Line is { } line ? words["WordingProblemAt", line, problem.Column ?? 1, reason].Value : reason;
        return problem.Detail.Length > 0 ? $"{said} ({problem.Detail})" : said;
    }
}
