using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Bench.Clock;
using ElsaRuntime;
using Ledger.Issues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Notifications;
using Workflows;
using Workflows.Acts;

namespace Bench.Kill;

/// <summary>Issues that wait to be assigned; assigning one is a step of its life cycle, an entry of its history and two mails.</summary>
internal static class KillLedger
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <returns>Each issue's instance with what to hand in.</returns>
    public static async Task<ConcurrentQueue<(string Instance, JsonNode Terms)>> RegisterAsync(string connectionString, int count, CancellationToken stop)
    {
        await using var database = OfficeDataSource.Create(connectionString);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(database)
            .AddElsaRuntime().AddNotifications(new ConfigurationBuilder().Build()).AddWorkflows().BuildServiceProvider();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        await BenchLedger.FillAsync(database, 1, today, stop);
        var issues = new ConcurrentQueue<(string, JsonNode)>();
        for (var number = 2; number < count + 2; number++)
        {
            var (id, terms) = await BenchLifeCycles.RegisterAsync(services, number, today.AddDays(90), stop);
            issues.Enqueue((Issue.InstanceIdOf(id), JsonSerializer.SerializeToNode(terms, Web)!));
        }

        return issues;
    }
}
