using ElsaRuntime.State;
using Npgsql;

namespace ElsaRuntime.Flow;

/// <summary>What becomes of an exception that an activity threw.</summary>
internal static class Faults
{
    /// <summary>Makes an incident of what an activity threw; the definition says whether the whole instance faults.</summary>
    public static void Record(Burst burst, ActivityRun run, Exception e)
    {
        var instance = burst.Instance;
        run.Status = RunStatus.Faulted;
        run.FaultMessage = e.Message;
        run.FaultCount++;
        foreach (var ancestor in run.Ancestors())
        {
            ancestor.FaultCount++;
            ancestor.IsDirty = true;
        }

        instance.Incidents.Add(new Incident(
            run.Node.Id, run.Node.NodeId, run.Node.Type, e.Message, e.GetType().Name, e.InnerException?.Message, burst.Now));
        if (e is StepLimitException)
        {
            instance.Queue.Clear();
        }

        if (!instance.IsFinished && (e is StepLimitException || !instance.Definition.ContinuesWithIncidents))
        {
            instance.TransitionTo(SubStatus.Faulted, burst.Now);
        }
    }

    /// <summary>Refusals, lost databases and cancellation concern the whole act: they are no faults of the workflow.</summary>
    public static bool AreOfTheWorkflow(Exception e) =>
        e is not (TaskRefusedException or TaskHandlerException or OperationCanceledException or NpgsqlException or OutOfMemoryException);
}
