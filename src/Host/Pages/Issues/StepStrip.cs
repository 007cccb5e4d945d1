using Host.Localization;
using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.SigningOff;
using Microsoft.Extensions.Localization;
using Workflows.LifeCycle;

namespace Host.Pages.Issues;

/// <summary>One step of an issue's way as the page shows it.</summary>
/// <param name="Name">The office's own name of a step, or the word it has everywhere.</param>
/// <param name="Means">What happens there, or what did.</param>
/// <param name="State">past, now or ahead.</param>
public sealed record StripStep(string Name, string Means, string State);

/// <summary>
/// The way of an issue in one row, as the version its workflow runs on draws it: what an old version has not is not promised,
/// and what the office has added is shown.
/// </summary>
internal static class StepStrip
{
    private const string Past = "past", Now = "now", Ahead = "ahead";

    /// <summary>The steps of <paramref name="issue"/> in their order.</summary>
    public static IReadOnlyList<StripStep> Of(
        Issue issue, LifeCyclePosition? position, IReadOnlyList<HistoryEntry> history, IStringLocalizer<Words> words)
    {
        var route = position?.Route ?? new LifeCycleRoute([LifeCycleNames.AssignIssue], [], []);
        var steps = new List<StripStep>();
        foreach (var task in route.ToTheRequest)
        {
            if (task == LifeCycleNames.AssignIssue)
            {
                steps.Add(Named(words, "Assign", issue.Status == IssueStatus.Registered ? Now : Past));
            }
            else if (!LifeCycleNames.Knows(task))
            {
                steps.Add(Own(task, position, history, words));
            }
        }

        steps.Add(Named(words, "PutRight", issue.Status switch { IssueStatus.Registered => Ahead, IssueStatus.InProgress => Now, _ => Past }));
        steps.AddRange(OfRequest(issue, route, words));
        steps.Add(Named(words, "SignOff", issue.Status == IssueStatus.SignedOff ? Past : Ahead));
        foreach (var task in route.AfterSignOff)
        {
            steps.Add(task == LifeCycleNames.LookBack ? Named(words, "LookBack", StateOfLookBack(issue)) : Own(task, position, history, words));
        }

        return steps;
    }

    /// <summary>The steps of the request that waits, or of the one that led to sign-off; before it is made, what will come.</summary>
    private static IEnumerable<StripStep> OfRequest(Issue issue, LifeCycleRoute route, IStringLocalizer<Words> words)
    {
        var opened = issue.Status is IssueStatus.Verifying or IssueStatus.SignedOff
            ? issue.SignOffRounds.Where(r => r.Cycle == issue.Cycle).MaxBy(r => r.Number)?.Steps.OrderBy(s => s.Ordinal).ToList() ?? []
            : [];
        foreach (var task in route.Request)
        {
            var step = opened.Find(s => s.TaskName == task);
            if (step is not null)
            {
                opened.Remove(step);
            }

            var kind = LifeCycleRoute.KindOf(task);
            var state = step is { Outcome: StepOutcome.Open } ? Now : step is not null || issue.Status == IssueStatus.SignedOff ? Past : Ahead;
            yield return new StripStep(
                kind == SignOffStepKind.Extra ? task : words[$"Step_{kind}"],
                step?.Note is { } because ? words[$"Skip_{because}"]
                : step is { Outcome: StepOutcome.Agreed } && step.Decisions.Count > 0 ? words.Join(step.Decisions.Select(d => d.ActorName))
                : words[$"StepMeans_{kind}"],
                state);
        }
    }

    private static string StateOfLookBack(Issue issue) => issue.LookBacks.Find(l => l.Cycle == issue.Cycle) switch
    {
        { Outcome: LookBackOutcome.Pending, OpenedAt: not null } => Now,
        { Outcome: LookBackOutcome.Held } => Past,
        _ => Ahead,
    };

    /// <summary>A step of the office's own outside a request: where the workflow waits, or what the history tells of it.</summary>
    private static StripStep Own(string task, LifeCyclePosition? position, IReadOnlyList<HistoryEntry> history, IStringLocalizer<Words> words) => new(
        task,
        words["StepMeans_Extra"],
        position?.OpenTasks.Contains(task) == true ? Now
        : history.Any(h => h.What is OwnStepDecided { Agreed: true } decided && decided.Title == task) ? Past
        : Ahead);

    private static StripStep Named(IStringLocalizer<Words> words, string name, string state) =>
        new(words[$"Step_{name}"], words[$"StepMeans_{name}"], state);
}
