using ElsaRuntime.Flow;
using ElsaRuntime.State;

namespace ElsaRuntime.Activities;

/// <summary>The activity around the root: declares the workflow's variables and ends with the root.</summary>
internal sealed class WorkflowRoot : Activity
{
    public override bool IsContainer => true;

    public override ValueTask ExecuteAsync(ActivityContext context)
    {
        Containers.Declare(context.Run, context.Instance.Definition.Variables);
        return context.Node.ChildAt("root") is { } root ? context.ScheduleAsync(root) : context.CompleteAsync();
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityRun child, IReadOnlyList<string>? outcomes, int? tag) =>
        context.CompleteAsync();
}

/// <summary>What containers have in common.</summary>
internal static class Containers
{
    /// <summary>Declares variables with their defaults; one given from outside keeps its value.</summary>
    public static void Declare(ActivityRun run, IReadOnlyList<Model.VariableDefinition> definitions)
    {
        var given = run.Variables.ToArray();
        run.Variables.Clear();
        foreach (var definition in definitions)
        {
            var variable = Variable.Of(definition);
            if (Array.Find(given, g => g.Name == definition.Name) is { } preset)
            {
                variable.Set(preset.Value);
            }

            run.Variables.Add(variable);
        }

        run.Variables.AddRange(given.Where(g => !definitions.Any(d => d.Name == g.Name)));
    }
}
