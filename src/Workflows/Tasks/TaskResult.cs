using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ElsaRuntime.Tasks;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>Reads what somebody handed in as a task's result; he may have come by the REST API with anything.</summary>
internal static class TaskResult
{
    /// <summary>How results are written and read on both sides of the engine.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The refusal for a result that is not of the task's shape.</summary>
    public static TaskAnswer.Refused Unreadable { get; } = LifeCycleRefusals.ResultUnreadable.Answer();

    /// <summary>The result as <typeparamref name="T"/>, or null when it is not one.</summary>
    public static T? Read<T>(JsonNode? result)
        where T : class
    {
        try
        {
            return result?.Deserialize<T>(Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
