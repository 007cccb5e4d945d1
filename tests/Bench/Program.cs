using Bench;
using Bench.Clock;
using Bench.Engine;
using Bench.Kill;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
switch (args)
{
    case ["engine", .. var rest]:
        await EngineBench.RunAsync(rest, stop.Token);
        return 0;
    case ["lists", .. var rest]:
        await ListBench.RunAsync(rest, stop.Token);
        return 0;
    case ["mail", .. var rest]:
        await MailBench.RunAsync(rest, stop.Token);
        return 0;
    case ["clock", .. var rest]:
        await ClockBench.RunAsync(rest, stop.Token);
        return 0;
    case ["kill", .. var rest]:
        await KillBench.RunAsync(rest, stop.Token);
        return 0;
    default:
        Console.WriteLine("usage: dotnet run -c Release --project tests/Bench -- engine [seconds] [waiting instances] | lists [instances] | mail [mails] [rounds] | clock [issues] | kill [of the Host] [of PostgreSQL]");
        return 1;
}
