using System.Collections.Frozen;
using ElsaRuntime.Http;

namespace ElsaRuntime.Activities;

/// <summary>All activity types by their name.</summary>
internal sealed class ActivityRegistry(HttpSender http)
{
    private readonly FrozenDictionary<string, Activity> byType = new Dictionary<string, Activity>(StringComparer.Ordinal)
    {
        ["Elsa.Workflow"] = new WorkflowRoot(),
        ["Elsa.Flowchart"] = new Flowchart(),
        ["Elsa.Sequence"] = new Sequence(),
        ["Elsa.Start"] = new Done(),
        ["Elsa.End"] = new Done { EndsContainer = true },
        ["Elsa.Finish"] = new Finish(),
        ["Elsa.Complete"] = new Complete(),
        ["Elsa.Fault"] = new Fault(),
        ["Elsa.Break"] = new Break(),
        ["Elsa.If"] = new If(),
        ["Elsa.Switch"] = new Switch(),
        ["Elsa.While"] = new While(),
        ["Elsa.For"] = new For(),
        ["Elsa.ForEach"] = new ForEach(),
        ["Elsa.ParallelForEach"] = new ParallelForEach(),
        ["Elsa.Fork"] = new Fork(),
        ["Elsa.FlowFork"] = new FlowFork(),
        ["Elsa.FlowJoin"] = new FlowJoin(),
        ["Elsa.FlowDecision"] = new FlowDecision(),
        ["Elsa.FlowSwitch"] = new FlowSwitch(),
        ["Elsa.SetVariable"] = new SetVariable(),
        ["Elsa.SetName"] = new SetName(),
        ["Elsa.Correlate"] = new Correlate(),
        ["Elsa.SetOutput"] = new SetOutput(),
        ["Elsa.WriteLine"] = new WriteLine(),
        ["Elsa.Event"] = new WaitForEvent(),
        ["Elsa.PublishEvent"] = new PublishEvent(),
        ["Elsa.RunTask"] = new RunTask(),
        ["Elsa.Delay"] = new Delay(),
        ["Elsa.Timer"] = new Timer(),
        ["Elsa.StartAt"] = new StartAt(),
        ["Elsa.Cron"] = new Cron(),
        ["Elsa.DispatchWorkflow"] = new DispatchWorkflow(),
        ["Elsa.ExecuteWorkflow"] = new ExecuteWorkflow(),
        ["Elsa.BulkDispatchWorkflows"] = new BulkDispatchWorkflows(),
        ["Elsa.RunJavaScript"] = new RunJavaScript(),
        ["Elsa.SendHttpRequest"] = new SendHttpRequest(http),
        ["Elsa.FlowSendHttpRequest"] = new FlowSendHttpRequest(http),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<string> Types => byType.Keys;

    public Activity? Find(string type) => byType.GetValueOrDefault(type);
}
