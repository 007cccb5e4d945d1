using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Bench.Kill;

/// <summary>
/// A Host at work is killed (SIGKILL) at random moments, and so is its PostgreSQL, while clients start workflows, complete
/// tasks, raise events to all who wait and assign issues; timers fall due meanwhile. In the end everything is worked off, and
/// what is missing or there twice is counted: instances and acts that were acknowledged, steps in the journals, history and mails.
/// Usage: <c>-- kill [kills of the Host] [kills of PostgreSQL]</c>.
/// </summary>
internal static class KillBench
{
    private const int Issues = 200;

    public static async Task RunAsync(string[] args, CancellationToken stop)
    {
        var hosts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 30;
        var servers = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
        using var scratch = new Scratch();
        await using var house = await KilledHouse.OpenAsync(scratch, stop);
        var issues = await KillLedger.RegisterAsync(house.ConnectionString, Issues, stop);
        await KillFlow.PublishAsync(house, stop);
        var steps = await KillFlow.RunOneAsync(house, stop);

        var watch = Stopwatch.StartNew();
        var clients = new KillClients(house, issues);
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            var working = clients.WorkAsync(end.Token);
            await KillAsync(house, hosts, servers, stop);
            await end.CancelAsync();
            await working;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hosts} kills of the Host and {servers} of PostgreSQL in {watch.Elapsed.TotalSeconds:0} s; {clients.Report}"));
        await KillFlow.WorkOffAsync(house, stop);
        foreach (var line in await new KillVerdict(house, clients).CountAsync(steps, stop))
        {
            Console.WriteLine(line);
        }
    }

    private static async Task KillAsync(KilledHouse house, int hosts, int servers, CancellationToken stop)
    {
        for (var left = hosts + servers; left > 0; left--)
        {
            await Task.Delay(Random.Shared.Next(500, 3_500), stop);
            if (Random.Shared.Next(left) < servers)
            {
                servers--;
                await house.KillServerAsync(stop);
            }
            else
            {
                await house.KillHostAsync(stop);
            }
        }
    }
}
