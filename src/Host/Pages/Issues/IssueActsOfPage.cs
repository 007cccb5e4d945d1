using System.Globalization;
using Host.Pages.Shared;
using Ledger.Refusals;
using Microsoft.AspNetCore.Mvc;
using Workflows.Acts;

namespace Host.Pages.Issues;

/// <summary>The page's acts, each one line to the room that does it.</summary>
public partial class IssueModel
{
    [BindProperty]
    public string? Statement { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    [BindProperty]
    public AssignmentForm Assignment { get; set; } = new();

    [BindProperty]
    public VerdictForm Verdict { get; set; } = new();

    [BindProperty]
    public SiteCheckForm SiteCheck { get; set; } = new();

    [BindProperty]
    public ExtensionForm Extension { get; set; } = new();

    [BindProperty]
    public LookBackForm LookBack { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public Task<IActionResult> OnPostAssignAsync(CancellationToken cancellationToken) =>
        ActAsync("Assign", desk.Acts.AssignAsync(current.Actor, Id, Assignment.Read(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken) =>
        ActAsync("Accept", desk.Acts.AcceptAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostCompleteAsync(int ordinal, CancellationToken cancellationToken) =>
        ActAsync(At("Complete", ordinal), desk.Acts.CompleteMeasureAsync(current.Actor, Id, ordinal, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRequestAsync(CancellationToken cancellationToken) =>
        ActAsync("Request", desk.Acts.RequestSignOffAsync(current.Actor, Id, Statement ?? string.Empty, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken) =>
        ActAsync("Withdraw", desk.Acts.WithdrawSignOffAsync(current.Actor, Id, WithdrawReason, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) =>
        ActAsync("Approve", desk.Acts.DecideSignOffAsync(current.Actor, Id, Verdict.Agree(), cancellationToken, Verdict.StepId), cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) =>
        ActAsync("Return", desk.Acts.DecideSignOffAsync(current.Actor, Id, Verdict.Return(), cancellationToken, Verdict.StepId), cancellationToken);

    public Task<IActionResult> OnPostOwnAgreeAsync(Guid step, CancellationToken cancellationToken) =>
        ActAsync($"OwnAgree-{step:n}", desk.Acts.DecideOwnStepAsync(current.Actor, Id, step, Verdict.Agree(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostOwnReturnAsync(Guid step, CancellationToken cancellationToken) =>
        ActAsync($"OwnReturn-{step:n}", desk.Acts.DecideOwnStepAsync(current.Actor, Id, step, Verdict.Return(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAskSiteAsync(CancellationToken cancellationToken) =>
        ActAsync("AskSite", desk.Evidence.AskSiteCheckAsync(current.Actor, Id, SiteCheck.AskedFor, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRecordSiteAsync(CancellationToken cancellationToken) => WithFilesAsync("RecordSite", photos =>
        desk.Evidence.RecordSiteCheckAsync(current.Actor, Id, SiteCheck.Id, SiteCheck.Read(), photos, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostProveAsync(int ordinal, CancellationToken cancellationToken) => Files.Count == 0
        ? ActAsync(At("Prove", ordinal), Task.FromResult<Refusal?>(Refusals.ChooseAFile), cancellationToken)
        : WithFilesAsync(At("Prove", ordinal), files => desk.Evidence.AddAsync(current.Actor, Id, ordinal, files, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(Guid evidence, CancellationToken cancellationToken) =>
        ActAsync("TakeBack", desk.Evidence.RemoveAsync(current.Actor, Id, evidence, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostExtendAsync(CancellationToken cancellationToken) => ActAsync(
        At("Extend", Extension.Ordinal),
        desk.Extensions.AskAsync(current.Actor, Id, Extension.Ordinal, Extension.NewDeadline, Extension.Reason, cancellationToken),
        cancellationToken);

    public Task<IActionResult> OnPostGrantAsync(CancellationToken cancellationToken) =>
        ActAsync("Grant", desk.Extensions.DecideAsync(current.Actor, Id, Extension.Id, true, Extension.Reason, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDenyAsync(CancellationToken cancellationToken) =>
        ActAsync("Deny", desk.Extensions.DecideAsync(current.Actor, Id, Extension.Id, false, Extension.Reason, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostBeginLookBackAsync(CancellationToken cancellationToken) =>
        ActAsync("BeginLookBack", desk.LookBacks.BeginAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostHoldsAsync(CancellationToken cancellationToken) =>
        ActAsync("Holds", desk.LookBacks.CloseAsync(current.Actor, Id, LookBack.Read(held: true), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostReboundAsync(CancellationToken cancellationToken) =>
        ActAsync("Rebound", desk.LookBacks.CloseAsync(current.Actor, Id, LookBack.Read(held: false), cancellationToken), cancellationToken);

    private static string At(string act, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{act}-{ordinal}");

    private Task<IActionResult> WithFilesAsync(
        string act, Func<IReadOnlyList<IncomingFile>, Task<Refusal?>> doing, CancellationToken cancellationToken) =>
        ActAsync(act, Files.ReadAsync(doing), cancellationToken);
}
